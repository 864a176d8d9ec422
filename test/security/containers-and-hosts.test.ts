import { describe, expect, test } from 'vitest';
import { checks } from '../../src/security/checks.js';
import { findings, good, withContext } from './findings.js';

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
  test('are evaluated as init, regular, ephemeral, in this order and with their names', () => {
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
