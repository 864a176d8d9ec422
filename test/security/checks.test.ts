import { describe, expect, test } from 'vitest';
import { evaluatePodSecurity } from '../../src/security/index.js';
import { findings, good, withContext } from './findings.js';

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

  test('takes an annotation that is null for an empty one, as Go does', () => {
    const annotations = {
      'seccomp.security.alpha.kubernetes.io/pod': null,
      'container.seccomp.security.alpha.kubernetes.io/app': null,
    };
    expect(
      findings({ metadata: { annotations }, spec: { containers: [good] } }, 'baseline', 'v1.18'),
    ).toEqual({
      seccompProfile_baseline:
        'seccompProfile (forbidden annotations container.seccomp.security.alpha.kubernetes.io/app="", seccomp.security.alpha.kubernetes.io/pod="")',
    });
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
