import { describe, expect, test } from 'vitest';
import { checks } from '../../src/security/checks.js';
import {
  evaluatePodSecurity,
  type PodSecurityLevel,
  type PodSecurityVersion,
} from '../../src/security/index.js';

/** A container that passes the restricted level. */
const good = {
  name: 'app',
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  },
};

function findings(
  pod: object,
  level: PodSecurityLevel = 'baseline',
  version: PodSecurityVersion = 'latest',
): { readonly [check: string]: string } {
  const { violations } = evaluatePodSecurity(pod as never, { level, version });
  return Object.fromEntries(violations.map(({ check, reason, detail }) => [check, `${reason} (${detail})`]));
}

function withContext(name: string, securityContext: object) {
  return { name, securityContext: { ...good.securityContext, ...securityContext } };
}

describe('the table', () => {
  test('has baseline checks first, each level in order of ids', () => {
    const keys = checks.map(({ level, id }) => `${level} ${id}`);
    expect(keys).toEqual([...keys].sort((a, b) => (a < b ? -1 : 1)));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('has revisions by rising version, and overrides only baseline checks from restricted ones', () => {
    for (const { level, revisions } of checks) {
      const since = revisions.map((revision) => revision.since);
      expect(since).toEqual([...new Set(since)].sort((a, b) => a - b));
      const overridden = revisions.flatMap((revision) => revision.overrides ?? []);
      if (level === 'baseline') expect(overridden).toEqual([]);
      for (const id of overridden) expect(checks.find((check) => check.id === id)?.level).toBe('baseline');
    }
  });
});

describe('containers', () => {
  test('are judged as init, regular, ephemeral, in this order and with their names', () => {
    const privileged = { securityContext: { privileged: true } };
    const spec = {
      ephemeralContainers: [{ name: 'dbg', ...privileged }],
      containers: [{ name: 'app', ...privileged }],
      initContainers: [{ name: 'init', ...privileged }],
    };
    expect(findings({ spec })).toEqual({
      privileged: 'privileged (containers "init", "app", "dbg" must not set securityContext.privileged=true)',
    });
  });

  test('that hold to the restricted level pass it', () => {
    expect(findings({ spec: { containers: [good] } }, 'restricted')).toEqual({});
  });
});

describe('appArmorProfile', () => {
  test('names the pod, containers and annotations, and what each says', () => {
    const pod = {
      metadata: {
        annotations: {
          'container.apparmor.security.beta.kubernetes.io/b': 'un"confined\n',
          'container.apparmor.security.beta.kubernetes.io/a': 'unconfined',
          'container.apparmor.security.beta.kubernetes.io/c': 'localhost/x',
          'container.apparmor.security.beta.kubernetes.io/d': '',
          'example.com/other': 'unconfined',
        },
      },
      spec: {
        securityContext: { appArmorProfile: { type: 'Unconfined' } },
        containers: [{ name: 'app', securityContext: { appArmorProfile: { type: 'Bogus' } } }],
      },
    };
    expect(findings(pod)).toEqual({
      appArmorProfile:
        'forbidden AppArmor profiles (pod and container "app" and annotations must not set AppArmor profile type ' +
        'to "Bogus", "Unconfined", "container.apparmor.security.beta.kubernetes.io/a="unconfined"", ' +
        '"container.apparmor.security.beta.kubernetes.io/b="un\\"confined\\n"")',
    });
  });

  test('tells one profile as one', () => {
    const spec = {
      containers: [{ name: 'a', securityContext: { appArmorProfile: { type: 'Unconfined' } } }],
    };
    expect(findings({ spec })['appArmorProfile']).toMatch(/^forbidden AppArmor profile \(container "a" must/);
  });
});

describe('capabilities', () => {
  const spec = {
    containers: [
      withContext('a', { capabilities: { add: ['SYS_TIME', 'CHOWN', 'NET_RAW'] } }),
      withContext('b', { capabilities: { add: ['NET_RAW', '\u{1f600}', '\ue000'], drop: ['all'] } }),
      withContext('c', { capabilities: { add: ['NET_BIND_SERVICE'], drop: ['KILL', 'ALL'] } }),
    ],
  };

  test('beyond the default set are told once, by their bytes', () => {
    expect(findings({ spec })).toEqual({
      capabilities_baseline:
        'non-default capabilities (containers "a", "b" must not include "NET_RAW", "SYS_TIME", "\ue000", ' +
        '"\u{1f600}" in securityContext.capabilities.add)',
    });
  });

  test('are told by the restricted check alone at the restricted level', () => {
    expect(findings({ spec }, 'restricted')).toEqual({
      capabilities_restricted:
        'unrestricted capabilities (containers "a", "b" must set securityContext.capabilities.drop=["ALL"]; ' +
        'containers "a", "b" must not include "CHOWN", "NET_RAW", "SYS_TIME", "\ue000", "\u{1f600}" in ' +
        'securityContext.capabilities.add)',
    });
  });
});

describe('hostNamespaces', () => {
  test('lists what is shared', () => {
    const spec = { hostIPC: true, hostNetwork: true, hostPID: false };
    expect(findings({ spec })).toEqual({
      hostNamespaces: 'host namespaces (hostNetwork=true, hostIPC=true)',
    });
  });
});

describe('hostPorts', () => {
  test('are sorted as text and told once', () => {
    const spec = {
      containers: [
        {
          name: 'a',
          ports: [
            { containerPort: 1, hostPort: 80 },
            { containerPort: 2, hostPort: 443 },
          ],
        },
        { name: 'b', ports: [{ containerPort: 3, hostPort: 80 }, { containerPort: 4 }] },
        { name: 'c', ports: [{ containerPort: 5, hostPort: 0 }] },
      ],
    };
    expect(findings({ spec })).toEqual({ hostPorts: 'hostPort (containers "a", "b" use hostPorts 443, 80)' });
  });

  test('are the container ports of a Pod on the host network, but of no ephemeral container', () => {
    const ports = [{ containerPort: 8080 }];
    const spec = {
      hostNetwork: true,
      containers: [{ name: 'app', ports }],
      ephemeralContainers: [{ name: 'dbg', ports }],
    };
    expect(findings({ spec })['hostPorts']).toBe('hostPort (container "app" uses hostPort 8080)');
  });
});

describe('hostProbesAndHostLifecycle', () => {
  const spec = {
    initContainers: [{ name: 'z', livenessProbe: { tcpSocket: { host: 'h2' } } }],
    containers: [
      {
        name: 'a',
        readinessProbe: { httpGet: { host: 'h1' } },
        startupProbe: { httpGet: { host: '' } },
        lifecycle: { preStop: { httpGet: { host: 'h1' } }, postStart: { tcpSocket: { host: 'h3' } } },
      },
    ],
  };

  test('sorts containers and hosts', () => {
    expect(findings({ spec })).toEqual({
      hostProbesAndHostLifecycle:
        'probe or lifecycle host (containers "a", "z" use probe or lifecycle hosts "h1", "h2", "h3")',
    });
  });

  test('came with 1.34', () => {
    expect(findings({ spec }, 'baseline', 'v1.33')).toEqual({});
    expect(Object.keys(findings({ spec }, 'baseline', 'v1.34'))).toEqual(['hostProbesAndHostLifecycle']);
  });
});

describe('procMount', () => {
  const pod = (hostUsers?: boolean) => ({
    spec: { hostUsers, containers: [withContext('app', { procMount: 'Unmasked' })] },
  });
  const text = 'procMount (container "app" must not set securityContext.procMount to "Unmasked")';

  test('is free in a user namespace from 1.35 on, at the baseline level alone', () => {
    expect(findings(pod(false), 'baseline', '1.34')).toEqual({ procMount: text });
    expect(findings(pod(false), 'baseline', '1.35')).toEqual({});
    expect(findings(pod(true), 'baseline', '1.35')).toEqual({ procMount: text });
    expect(findings(pod(false), 'restricted', '1.34')).toEqual({ procMount: text });
    expect(findings(pod(false), 'restricted', '1.35')).toEqual({ procMount_restricted: text });
  });
});

describe('seLinuxOptions', () => {
  test('says which part is at fault', () => {
    const spec = {
      securityContext: { seLinuxOptions: { user: 'u', level: 's0' } },
      containers: [
        { name: 'a', securityContext: { seLinuxOptions: { type: 'spc_t', role: 'r' } } },
        { name: 'b', securityContext: { seLinuxOptions: { type: 'container_t' } } },
      ],
    };
    expect(findings({ spec })).toEqual({
      seLinuxOptions:
        'seLinuxOptions (pod and container "a" set forbidden securityContext.seLinuxOptions: type "spc_t"; ' +
        'user may not be set; role may not be set)',
    });
  });

  test('allows container_engine_t from 1.31 on', () => {
    const spec = { securityContext: { seLinuxOptions: { type: 'container_engine_t' } } };
    expect(Object.keys(findings({ spec }, 'baseline', '1.30'))).toEqual(['seLinuxOptions']);
    expect(findings({ spec }, 'baseline', '1.31')).toEqual({});
  });
});

describe('seccompProfile', () => {
  test('names who sets a bad one, at both levels', () => {
    const bad = { seccompProfile: { type: 'Unconfined' } };
    const spec = { securityContext: bad, containers: [withContext('a', bad), good] };
    const text =
      'seccompProfile (pod and container "a" must not set securityContext.seccompProfile.type to "Unconfined")';
    expect(findings({ spec })).toEqual({ seccompProfile_baseline: text });
    expect(findings({ spec }, 'restricted')).toEqual({ seccompProfile_restricted: text });
  });

  test('is the one of the Pod where a container has none', () => {
    const spec = { containers: [withContext('a', { seccompProfile: undefined })] };
    expect(findings({ spec }, 'restricted')).toEqual({
      seccompProfile_restricted:
        'seccompProfile (pod or container "a" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
    });
    const securityContext = { seccompProfile: { type: 'Localhost' } };
    expect(findings({ spec: { ...spec, securityContext } }, 'restricted')).toEqual({});
  });

  test('was an annotation before 1.19', () => {
    const metadata = {
      annotations: {
        'seccomp.security.alpha.kubernetes.io/pod': 'unconfined',
        'container.seccomp.security.alpha.kubernetes.io/app': 'docker/default',
        'container.seccomp.security.alpha.kubernetes.io/gone': 'unconfined',
      },
    };
    const pod = { metadata, spec: { containers: [good] } };
    expect(findings(pod, 'baseline', 'v1.18')).toEqual({
      seccompProfile_baseline:
        'seccompProfile (forbidden annotation seccomp.security.alpha.kubernetes.io/pod="unconfined")',
    });
    expect(findings(pod, 'baseline', 'v1.19')).toEqual({});
  });
});

describe('sysctls', () => {
  const spec = { securityContext: { sysctls: [{ name: 'net.ipv4.tcp_rmem' }, { name: 'kernel.msgmax' }] } };

  test('keep their order', () => {
    expect(findings({ spec }, 'baseline', '1.31')).toEqual({
      sysctls: 'forbidden sysctls (net.ipv4.tcp_rmem, kernel.msgmax)',
    });
    expect(findings({ spec }, 'baseline', '1.32')).toEqual({ sysctls: 'forbidden sysctls (kernel.msgmax)' });
  });

  test('without a name leave nothing to put in parentheses', () => {
    const { message } = evaluatePodSecurity(
      { spec: { securityContext: { sysctls: [{}] } } },
      { level: 'baseline' },
    );
    expect(message).toBe('violates PodSecurity "baseline:latest": forbidden sysctls');
  });
});

describe('windows', () => {
  test('host processes are forbidden', () => {
    const windowsOptions = { hostProcess: true };
    const spec = {
      os: { name: 'windows' },
      securityContext: { windowsOptions },
      containers: [{ name: 'a', securityContext: { windowsOptions } }],
    };
    expect(findings({ spec })).toEqual({
      windowsHostProcess:
        'hostProcess (pod and container "a" must not set securityContext.windowsOptions.hostProcess=true)',
    });
  });

  test('Pods need no Linux fields from 1.25 on', () => {
    const spec = {
      os: { name: 'windows' },
      containers: [{ name: 'a', securityContext: { runAsNonRoot: true } }],
    };
    expect(findings({ spec }, 'restricted', '1.25')).toEqual({});
    expect(Object.keys(findings({ spec }, 'restricted', '1.24'))).toEqual([
      'allowPrivilegeEscalation',
      'capabilities_restricted',
      'seccompProfile_restricted',
    ]);
  });
});

describe('volumes', () => {
  test('on the host are told by one check', () => {
    const spec = {
      volumes: [{ name: 'a', hostPath: { path: '/' } }, { name: 'b', hostPath: {} }, { name: 'c' }],
    };
    expect(findings({ spec })).toEqual({ hostPathVolumes: 'hostPath volumes (volumes "a", "b")' });
    expect(findings({ spec }, 'restricted')).toEqual({
      restrictedVolumes: 'restricted volume types (volumes "a", "b" use restricted volume type "hostPath")',
    });
  });

  test('with a source that is not known are stored as emptyDir', () => {
    const spec = {
      volumes: [
        { name: 'a', tomorrow: {} },
        { name: 'b', nfs: { server: 's' } },
      ],
    };
    expect(findings({ spec }, 'restricted')).toEqual({
      restrictedVolumes: 'restricted volume types (volume "b" uses restricted volume type "nfs")',
    });
  });
});

describe('root', () => {
  test('is told where the Pod, containers or nobody says otherwise', () => {
    const container = withContext('a', { runAsNonRoot: undefined });
    const explicit = withContext('b', { runAsNonRoot: false, runAsUser: 0 });
    expect(findings({ spec: { containers: [container] } }, 'restricted')).toEqual({
      runAsNonRoot: 'runAsNonRoot != true (pod or container "a" must set securityContext.runAsNonRoot=true)',
    });
    const spec = {
      securityContext: { runAsNonRoot: false, runAsUser: 0 },
      containers: [container, explicit],
    };
    expect(findings({ spec }, 'restricted')).toEqual({
      runAsNonRoot:
        'runAsNonRoot != true (pod and container "b" must not set securityContext.runAsNonRoot=false)',
      runAsUser: 'runAsUser=0 (pod and container "b" must not set runAsUser=0)',
    });
  });

  test('is no root of the node in a user namespace from 1.35 on', () => {
    const spec = { hostUsers: false, containers: [withContext('a', { runAsNonRoot: false, runAsUser: 0 })] };
    expect(Object.keys(findings({ spec }, 'restricted', '1.34'))).toEqual(['runAsNonRoot', 'runAsUser']);
    expect(findings({ spec }, 'restricted', '1.35')).toEqual({});
  });
});
