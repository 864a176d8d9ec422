import { describe, expect, it } from 'vitest';
import { describeState, stateOf, targetStateOf } from '../../src/client/wait/container-state.js';
import { findPodFailure, pullSecretProblem } from '../../src/client/wait/pod-failure.js';
import { findStartFailure } from '../../src/client/wait/start-failure.js';

const waiting = (reason: string, message = '') => ({ phase: 'waiting', reason, message }) as const;
const warning = (reason: string, message: string, at = '') => ({
  type: 'Warning',
  reason,
  message,
  count: 1,
  at,
});
const failed = (message: string) => warning('Failed', message);

describe('findStartFailure', () => {
  it('waits with what may become right', () => {
    expect(findStartFailure(waiting('ContainerCreating'), [])).toBeUndefined();
    expect(findStartFailure(waiting('ErrImagePull'), [])?.kind).toBe('retried');
    const cache = 'failed to sync secret cache: timed out waiting for the condition';
    expect(findStartFailure(waiting('CreateContainerConfigError', cache), [])).toBeUndefined();
  });
  it('takes the reason from events where status has none', () => {
    const detail = failed('Failed to pull image "x": no such host');
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
  it.each([
    ['is about to start', waiting('PodInitializing'), undefined],
    ['was not seen yet', { phase: 'pending' } as const, undefined],
    [
      'cannot start',
      waiting('ErrImagePull', 'no such host'),
      'unable to find target container x, which waits: ErrImagePull: no such host',
    ],
    ['is not known of', undefined, 'unable to find target container x'],
  ])('a target that %s', (_, target, message) => {
    const events = [failed('Error: unable to find target container x')];
    const failure = message && { reason: 'CreateContainerConfigError', message, kind: 'retried' };
    expect(findStartFailure(waiting('ContainerCreating'), events, target)).toEqual(failure);
  });
});

describe('findPodFailure', () => {
  const at = (second: number) => `2026-11-25T10:00:0${second}Z`;
  const missing = warning('FailedMount', 'secret "s" not found', at(5));
  const startedAt = (second: number) => ({ status: { containerStatuses: [stateFrom(second)] } });
  const stateFrom = (second: number) => ({ name: 'app', state: { running: { startedAt: at(second) } } });
  const found = { reason: 'FailedMount', message: missing.message, kind: 'retried' };

  it('names what keeps the Pod from starting any container', () => {
    expect(findPodFailure({}, [missing])).toEqual(found);
    expect(findPodFailure(startedAt(5), [missing])).toEqual(found);
  });
  it('forgets it once a container was started', () => {
    expect(findPodFailure(startedAt(6), [missing])).toBeUndefined();
    const crashed = { name: 'app', state: { waiting: {} }, lastState: { terminated: { startedAt: at(6) } } };
    expect(findPodFailure({ status: { containerStatuses: [crashed] } }, [missing])).toBeUndefined();
    const pulling = { ...warning('Pulling', '', at(5)), type: 'Normal' };
    expect(findPodFailure({}, [missing, pulling])).toBeUndefined();
  });
  it('takes no missing pull secret for one, which may not be needed', () => {
    const secret = warning('FailedToRetrieveImagePullSecret', 'no secret (s)', at(5));
    expect(findPodFailure({}, [secret])).toBeUndefined();
    expect(pullSecretProblem([missing, secret])).toBe('; no secret (s)');
  });
  it('leaves to the kubelet what passes by itself', () => {
    const slow = 'failed to sync secret cache: timed out waiting for the condition';
    expect(findPodFailure({}, [warning('FailedMount', slow, at(5))])).toBeUndefined();
  });
});

describe('the state of a container', () => {
  const ended = (exitCode: number, signal?: number) =>
    stateOf(
      {
        status: {
          ephemeralContainerStatuses: [{ name: 'd', state: { terminated: { exitCode, signal } } }],
        },
      },
      'd',
    );
  it.each([
    [0, undefined, 0],
    [3, undefined, 0],
    [128, undefined, 0],
    [137, undefined, 9],
    [143, 0, 15],
    [255, undefined, 0],
    [1, 6, 6],
  ])('exit code %i, signal %s', (exitCode, told, signal) => {
    expect(ended(exitCode, told)).toMatchObject({ exitCode, signal });
  });

  it('is that of the target for a container that names one', () => {
    const spec = { ephemeralContainers: [{ name: 'd', targetContainerName: 'app' }, { name: 'e' }] };
    const status = {
      containerStatuses: [{ name: 'app', state: { waiting: { reason: 'R', message: 'm' } } }],
    };
    expect(targetStateOf({ spec, status }, 'd')).toEqual(waiting('R', 'm'));
    expect(targetStateOf({ spec }, 'd')).toEqual({ phase: 'pending' });
    expect(targetStateOf({ spec, status }, 'e')).toBeUndefined();
  });

  const pending = { phase: 'Pending' };
  const unschedulable = { type: 'PodScheduled', status: 'False', message: '0/3 nodes are available' };
  it.each([
    [{ spec: {}, status: pending }, 'Pod Pending: not scheduled to a node'],
    [
      { spec: {}, status: { ...pending, conditions: [unschedulable] } },
      'Pod Pending: not scheduled to a node: 0/3 nodes are available',
    ],
    [{ spec: { nodeName: 'n' }, status: pending }, 'Pod Pending: node "n" has not taken it up'],
    [{ spec: { nodeName: 'n' }, status: { ...pending, startTime: 't' } }, 'Pod Pending'],
  ])('says of a Pod why nothing starts in it: %j', (pod, text) => {
    expect(describeState(pod, 'd')).toBe(`no status of the container yet, ${text}`);
  });
});
