/** Uses a server in every way that could leave something behind, closes it, and should then end by itself. */
import { startApiServer } from '../../../src/testing/index.js';
import { addContainer, podUrl, untilRunning, webPod } from '../pods.js';
import { openSession } from '../sockets.js';

const server = await startApiServer({
  pods: [webPod()],
  kubelet: { containers: [{ name: 'slow', startsAfter: 1e8 }] },
});
await addContainer(server, { name: 'slow', image: 'busybox:1' });
await addContainer(server, { name: 'stuck', image: 'nosuch.invalid/x:1' });
await addContainer(server, { name: 'sleep', image: 'busybox:1', command: ['sleep', '100000'] });
await addContainer(server, { name: 'cat', image: 'busybox:1', command: ['cat'], stdin: true });
await untilRunning(server, 'cat');
const session = await openSession(podUrl(server, '/attach?container=cat&stdin=true&stdout=true'));
session.socket.on('error', () => {});
const watching = fetch(`${server.url}/api/v1/pods?watch=1&allowWatchBookmarks=true&timeoutSeconds=3000`).then(
  (response) => response.text(),
);
watching.catch(() => {});
await server.close();
console.log('closed');
