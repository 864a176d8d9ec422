import { describe, expect, it } from 'vitest';
import { appendPatch } from '../../src/client/add/patch.js';
import { errorOfStatus } from '../../src/client/errors/from-status.js';
import { isClientError, isDeadlineError, isInvalidContainerError } from '../../src/client/index.js';
import { createKeyFilter } from '../../src/client/io/detach-keys.js';
import { supportedMinor } from '../../src/client/server-version.js';
import { impersonationHeaders } from '../../src/client/transport/connection.js';
import { parseWarnings } from '../../src/client/transport/warnings.js';
import { findStartFailure } from '../../src/client/wait/start-failure.js';
import { isInvalidEphemeralContainerError, newestMinor } from '../../src/index.js';

describe('appendPatch', () => {
  it('appends after what is there, for this Pod only', () => {
    const pod = { metadata: { uid: 'u' }, spec: { ephemeralContainers: [{ name: 'a' }] } };
    expect(JSON.parse(appendPatch(pod, { name: 'b' }))).toEqual({
      metadata: { uid: 'u' },
      spec: {
        '$setElementOrder/ephemeralContainers': [{ name: 'a' }, { name: 'b' }],
        ephemeralContainers: [{ name: 'b' }],
      },
    });
  });
});

describe('errorOfStatus', () => {
  const kindOf = (code: number, message: string, details: object = {}) =>
    errorOfStatus(code, { message, details }, { podName: 'web', containerName: 'dbg' }).kind;
  it.each([
    [401, 'Unauthorized', {}, 'unauthorized'],
    [
      403,
      'pods "web" is forbidden: User "u" cannot patch resource "pods/ephemeralcontainers" in API group ""',
      {},
      'forbidden-by-rbac',
    ],
    [
      403,
      'pods "web" is forbidden: violates PodSecurity "restricted:v1.30": runAsNonRoot != true (x)',
      {},
      'forbidden-by-pod-security',
    ],
    [403, 'pods "web" is forbidden: exceeded quota', {}, 'forbidden-by-admission'],
    [400, 'admission webhook "a.b" denied the request: no', {}, 'forbidden-by-admission'],
    [
      422,
      `pods "web" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no`,
      {},
      'forbidden-by-admission',
    ],
    [404, 'pods "web" not found', { name: 'web', kind: 'pods' }, 'pod-not-found'],
    [404, 'the server could not find the requested resource', {}, 'subresource-not-found'],
    [409, 'the object has been modified', {}, 'conflict'],
    [422, 'x', { causes: [{ field: 'metadata.uid', message: 'field is immutable' }] }, 'pod-replaced'],
    [
      422,
      'Pod "web" is invalid: []: Forbidden: static pods do not support ephemeral containers',
      {},
      'mirror-pod',
    ],
    [422, 'existing ephemeral containers "dbg" may not be changed', {}, 'name-taken'],
    [422, 'x', { causes: [{ field: 'spec.ephemeralContainers[0].image' }] }, 'invalid'],
    [429, 'slow down', {}, 'server-unavailable'],
    [503, 'starting', {}, 'server-unavailable'],
    [413, 'too large', {}, 'request-failed'],
  ])('%i %s', (code, message, details, kind) => expect(kindOf(code, message, details)).toBe(kind));
  it('is told by guards, those of another copy of the package too', () => {
    const invalid = errorOfStatus(422, { message: 'bad' }, { podName: 'web' });
    expect(isInvalidContainerError(invalid) && isInvalidEphemeralContainerError(invalid)).toBe(true);
    const foreign = Object.assign(new Error('late'), { name: 'DeadlineError', kind: 'deadline' });
    expect(isDeadlineError(foreign) && isClientError(foreign)).toBe(true);
    expect(isClientError(new Error('DeadlineError'))).toBe(false);
  });
});

describe('createKeyFilter', () => {
  it('finds the keys over chunks, and passes on what was none', () => {
    const { filter } = createKeyFilter();
    expect(filter(Uint8Array.of(1, 0x10))).toEqual({ pass: Uint8Array.of(1), detach: false });
    expect(filter(Uint8Array.of(2))).toEqual({ pass: Uint8Array.of(0x10, 2), detach: false });
    expect(filter(Uint8Array.of(0x10, 0x10))).toEqual({ pass: Uint8Array.of(0x10), detach: false });
    expect(filter(Uint8Array.of(0x11, 3))).toEqual({ pass: Uint8Array.of(), detach: true });
  });
});

describe('findStartFailure', () => {
  const waiting = (reason: string, message = '') => ({ phase: 'waiting', reason, message }) as const;
  const failed = (message: string) => ({ type: 'Warning', reason: 'Failed', message, count: 1, at: '' });
  it('waits with what may become right', () => {
    expect(findStartFailure(waiting('ContainerCreating'), [])).toBeUndefined();
    expect(findStartFailure(waiting('ErrImagePull'), [])?.kind).toBe('retried');
    expect(
      findStartFailure(waiting('ContainerCreating'), [failed('Error: unable to find target container x')])
        ?.kind,
    ).toBe('retried');
    const cache = 'failed to sync secret cache: timed out waiting for the condition';
    expect(findStartFailure(waiting('CreateContainerConfigError', cache), [])).toBeUndefined();
  });
  it('takes the reason from events where status has none', () => {
    const detail = { ...failed('Failed to pull image "x": no such host'), reason: 'Failed' };
    expect(findStartFailure(waiting('ContainerCreating'), [detail, failed('Error: ErrImagePull')])).toEqual({
      reason: 'ErrImagePull',
      message: detail.message,
      kind: 'retried',
    });
    expect(findStartFailure({ phase: 'pending' }, [failed('Error: configmap "c" not found')])).toMatchObject({
      reason: 'CreateContainerConfigError',
      kind: 'fatal',
    });
  });
});

it('reads the texts of warnings', () => {
  const rawHeaders = [
    'Warning',
    '299 - "unknown field \\"a\\"", 299 - "two"',
    'X',
    'y',
    'warning',
    '299 k8s "three"',
  ];
  expect(parseWarnings({ rawHeaders })).toEqual(['unknown field "a"', 'two', 'three']);
});

it('impersonates groups, uid and extra too', () => {
  expect(impersonationHeaders({ user: 'u', groups: ['a', 'b'], uid: '1', extra: { 'x/y': ['z'] } })).toEqual({
    'Impersonate-User': 'u',
    'Impersonate-Group': ['a', 'b'],
    'Impersonate-Uid': '1',
    'Impersonate-Extra-x%2Fy': ['z'],
  });
});

it('judges by the nearest minor', () => {
  expect(supportedMinor('1.30')).toBe('1.30');
  expect(supportedMinor('1.99')).toBe(newestMinor);
  expect(supportedMinor('v1.19')).toBe('1.25');
  expect(() => supportedMinor('latest')).toThrow(/minor: must be like "1.30"/);
});
