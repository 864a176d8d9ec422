import { expect, test } from 'vitest';
import { startApiServer } from '../../src/testing/index.js';
import { addContainer, podUrl, send, until, webPod } from './pods.js';

const crashed = {
  containerID: 'containerd://abc',
  exitCode: 1,
  reason: 'Error',
  startedAt: null,
  finishedAt: null,
};

function podWaiting(reason: string, lastState: object): object {
  const status = { name: 'app', image: 'nginx:1', ready: false, restartCount: 3, lastState };
  return {
    ...webPod('web', { nodeName: 'node' }),
    status: { phase: 'Running', containerStatuses: [{ ...status, state: { waiting: { reason } } }] },
  };
}

// messages: containerd 1.6 and kubelet 1.37
test.each([
  [
    'ended last',
    podWaiting('CrashLoopBackOff', { terminated: crashed }),
    /^Error: failed to generate container "[0-9a-f]{64}" spec: invalid target container: container "abc" is not running - in state CONTAINER_EXITED$/,
  ],
  ['never was', podWaiting('ImagePullBackOff', {}), /^Error: unable to find target container app$/],
])('a target that waits, and %s, is not joined', async (_, pod, message) => {
  await using server = await startApiServer({ pods: [pod] });
  await addContainer(server, { name: 'dbg', image: 'busybox:1', targetContainerName: 'app' });
  await until(
    () => server.events().find((event) => event['reason'] === 'Failed')?.['message'],
    (text) => message.test(String(text)),
  );
});

test('the log of what waits says why, or is that of before', async () => {
  await using server = await startApiServer({ pods: [podWaiting('ImagePullBackOff', {})] });
  const log = (): ReturnType<typeof send> => send(podUrl(server, '/log?container=app'));
  let answer = await log();
  while (answer.body.message?.endsWith('is not available')) answer = await log();
  expect(answer.body.message).toBe(
    'container "app" in pod "web" is waiting to start: trying and failing to pull image',
  );
  server.setPod({
    ...podWaiting('CrashLoopBackOff', { terminated: crashed }),
    metadata: { name: 'crashed' },
  });
  const again = (): ReturnType<typeof send> => send(podUrl(server, '/log?container=app', 'crashed'));
  let last = await again();
  while (last.body.message?.endsWith('is not available')) last = await again();
  expect(last.code).toBe(200);
});
