import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type ErrorSubject, errorOfStatus } from '../../src/client/errors/from-status.js';
import * as errors from '../../src/client/errors/index.js';
import { kindsByName } from '../../src/client/errors/kinds.js';
import { isInvalidEphemeralContainerError } from '../../src/index.js';

const subject = { podName: 'web', namespace: 'shop', containerName: 'dbg' };
const forbidden = { kind: 'pods', name: 'web' };

/** As a server answers: only what is no `Status` at all has neither a reason nor details. */
const statusOf = (code: number, message: string, details?: object) => ({
  code,
  message,
  ...(details && { reason: 'Any', details }),
});

describe('errorOfStatus', () => {
  it.each<[number, string, object | undefined, errors.ErrorKind]>([
    [401, 'Unauthorized', {}, 'unauthorized'],
    [
      403,
      'pods "web" is forbidden: User "u" cannot patch resource "pods/ephemeralcontainers" in API group ""',
      forbidden,
      'forbidden-by-rbac',
    ],
    [
      403,
      'pods "web" is forbidden: violates PodSecurity "restricted:v1.30": runAsNonRoot != true (x)',
      forbidden,
      'forbidden-by-pod-security',
    ],
    [403, 'pods "web" is forbidden: exceeded quota', forbidden, 'forbidden-by-admission'],
    [403, 'pods "web" is forbidden: ', forbidden, 'forbidden-by-rbac'],
    [403, 'pods "web" is forbidden: RBAC: role.rbac "x" not found', forbidden, 'forbidden-by-rbac'],
    [403, '<html>who are you?</html>', undefined, 'request-failed'],
    [400, 'admission webhook "a.b" denied the request: no', {}, 'forbidden-by-admission'],
    [
      422,
      `pods "web" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no`,
      forbidden,
      'forbidden-by-admission',
    ],
    [404, 'pods "web" not found', forbidden, 'pod-not-found'],
    [404, 'the server could not find the requested resource', {}, 'subresource-not-found'],
    [404, '404 page not found', undefined, 'request-failed'],
    [409, 'the object has been modified', forbidden, 'conflict'],
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
    [500, 'container dbg not found in pod web_shop', undefined, 'request-failed'],
    [500, 'Internal error occurred: failed calling webhook "a.b"', {}, 'server-unavailable'],
    [503, 'starting', {}, 'server-unavailable'],
    [413, 'too large', {}, 'request-failed'],
  ])('%i %s', (code, message, details, kind) => {
    const status = statusOf(code, message, details);
    expect(errorOfStatus(code, status, subject)).toMatchObject({ kind, status });
  });

  const messageOf = (code: number, message: string, details?: object, of: ErrorSubject = subject) =>
    errorOfStatus(code, statusOf(code, message, details), of).message;

  it('says what a Role is to grant', () => {
    const message = (user: string, where: string) =>
      `pods "web" is forbidden: User ${JSON.stringify(user)} cannot get resource "pods/log" in API group ""${where}`;
    const error = (user: string, where: string) =>
      errorOfStatus(403, statusOf(403, message(user, where), forbidden), subject);
    const lacks = { user: 'ann', verb: 'get', resource: 'pods/log' };
    expect(error('ann', ' in the namespace "shop"')).toMatchObject({ ...lacks, namespace: 'shop' });
    expect(error('ann', ' at the cluster scope')).toMatchObject({ ...lacks, namespace: undefined });
    expect(error('a "b" \\ c', '')).toMatchObject({ user: 'a "b" \\ c' });
    expect(error('system:anonymous', '').message).toMatch(/; the request had no credentials, check the user/);
  });
  it('says what to mend', () => {
    expect(messageOf(401, 'Unauthorized', {})).toMatch(/no such credentials: Unauthorized; log in again/);
    expect(messageOf(404, 'pods "web" not found', forbidden)).toBe(
      'pods "web" not found in namespace "shop"',
    );
    expect(messageOf(404, 'the server could not find it', {})).toMatch(
      /no pods\/ephemeralcontainers.* 1\.25/,
    );
    expect(messageOf(404, '<html>', undefined)).toMatch(
      /as no Kubernetes API server does, check the address/,
    );
    const uid = { causes: [{ field: 'metadata.uid' }] };
    expect(messageOf(422, 'x', uid)).toMatch(/^Pod "web" was replaced .* read it again/);
  });
  it('takes an unknown path for the subresource only where that was asked for', () => {
    const status = statusOf(404, 'the server could not find the requested resource', {});
    expect(errorOfStatus(404, status, { podName: 'web' }).kind).toBe('request-failed');
  });
});

it('has the Status of the last answer on a deadline too', () => {
  const status = statusOf(503, 'starting', {});
  const cause = new errors.ServerUnavailableError('starting', { status });
  expect(new errors.DeadlineError('the end', 5, '', { cause }).status).toBe(status);
  expect(new errors.DeadlineError('the end', 5, '', { cause: new Error('x') }).status).toBeUndefined();
});

type Module = typeof errors;

/** One error of each kind, of one copy of the package. */
const samplesOf = (of: Module): { readonly [Kind in errors.ErrorKind]: Error } => ({
  invalid: new of.InvalidContainerError(
    [{ reason: 'FieldValueInvalid', field: 'f', message: 'm', rule: 'server', path: [] }],
    'web',
  ),
  unauthorized: new of.UnauthorizedError('m'),
  'forbidden-by-rbac': new of.RbacForbiddenError(
    'm',
    { user: 'u', verb: 'get', resource: 'pods', namespace: 'n' },
    {},
  ),
  'forbidden-by-pod-security': new of.PodSecurityError('m', { level: 'l', version: 'v', detail: 'd' }, {}),
  'forbidden-by-admission': new of.AdmissionError('m'),
  'mirror-pod': new of.MirrorPodError('m'),
  'name-taken': new of.NameTakenError('c', 'web', {}),
  'pod-not-found': new of.PodNotFoundError('m'),
  'container-not-found': new of.ContainerNotFoundError('c', 'web', []),
  'subresource-not-found': new of.SubresourceNotFoundError('m'),
  conflict: new of.ConflictError('m'),
  'pod-replaced': new of.PodReplacedError('m'),
  'pod-terminated': new of.PodTerminatedError('web', 'Failed'),
  'start-failed': new of.StartFailedError('c', 'web', { reason: 'R', message: 'm', events: [] }),
  deadline: new of.DeadlineError('w', 1, ''),
  aborted: new of.AbortedError('m'),
  'connection-lost': new of.ConnectionLostError('m'),
  'server-unavailable': new of.ServerUnavailableError('m'),
  'request-failed': new of.RequestFailedError('m'),
});

describe('guards', () => {
  const kinds = Object.values(kindsByName);
  const guards = Object.entries(errors).filter(
    ([name]) => /^is\w+Error$/.test(name) && name !== 'isClientError',
  ) as [string, (error: unknown) => boolean][];
  let foreign: ReturnType<typeof samplesOf>;
  beforeAll(async () => {
    vi.resetModules();
    const copy = await import('../../src/client/errors/index.js');
    expect(copy.AbortedError).not.toBe(errors.AbortedError);
    foreign = samplesOf(copy);
  });

  it('are one for each kind', () => expect(guards).toHaveLength(kinds.length));
  it.each(kinds)('%s is told by its own guard only, of another copy of the package too', (kind) => {
    const own = samplesOf(errors)[kind];
    const tellers = (error: unknown) => guards.filter(([, guard]) => guard(error)).map(([name]) => name);
    expect(tellers(own)).toHaveLength(1);
    expect(tellers(foreign[kind])).toEqual(tellers(own));
    expect([own, foreign[kind]].every(errors.isClientError)).toBe(true);
    expect(foreign[kind]).not.toBeInstanceOf(own.constructor);
    const root = [own, foreign[kind]].map(isInvalidEphemeralContainerError);
    expect(root).toEqual([kind === 'invalid', kind === 'invalid']);
  });
  it('take no other error for one of the client', () => {
    const named = (name: string, kind: unknown) => Object.assign(new Error('m'), { name, kind });
    expect(errors.isClientError(new Error('DeadlineError'))).toBe(false);
    expect(errors.isClientError(named('DeadlineError', 'aborted'))).toBe(false);
    expect(errors.isClientError(named('toString', undefined))).toBe(false);
    expect(errors.isClientError({ name: 'DeadlineError', kind: 'deadline' })).toBe(false);
  });
});
