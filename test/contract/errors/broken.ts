import http from 'node:http';
import net from 'node:net';
import { EphemeralContainersClient } from '../../../src/client/index.js';
import { listen } from '../../client/transport/fronts.js';
import { errorOf } from '../context.js';
import { busybox, podManifest } from '../target.js';
import { denyByWebhook } from './admission.js';
import { openForwarder } from './forwarder.js';
import type { Stage, Way } from './stage.js';

const sleeper = { ...busybox, command: ['sleep', '1000000'] };

/** No answer, no connection, no server, or one that is none of Kubernetes. */
export const broken: readonly Way[] = [
  {
    kind: 'deadline',
    title: 'a container that goes on',
    says: /^deadline of 3 s passed while waiting for the end of ephemeral container "debugger-\w{5}" in Pod "[\w-]+\/e\d+" \(last seen running, Pod Running\)$/,
    fields: { timeout: 3_000 },
    async reach({ client, anyPod }) {
      const session = await client.add(await anyPod(), sleeper);
      await session.waitForRunning();
      return errorOf(session.waitForExit({ timeout: 3_000 }));
    },
  },
  {
    kind: 'deadline',
    title: 'a Pod that nobody schedules',
    says: /\(no status of the container yet, Pod Pending: not scheduled to a node\)$/,
    async reach({ client, core, newName, target: { namespace } }) {
      const ref = { namespace, name: newName() };
      const { spec } = podManifest(ref);
      await core.createNamespacedPod({
        ...ref,
        body: { metadata: ref, spec: { ...spec, schedulerName: 'nobody' } },
      });
      const error = await errorOf(client.run(ref, busybox, { timeout: 4_000 }));
      await core.deleteNamespacedPod({ ...ref, gracePeriodSeconds: 0 });
      return error;
    },
  },
  {
    kind: 'deadline',
    title: 'a server that falls silent',
    says: /^deadline of 2 s .* ephemeral container to be stored of Pod "[\w-]+\/e\d+" \(last error: no answer within/,
    async reach({ connect, keep, anyPod, target }) {
      const ref = await anyPod();
      const forwarder = keep(await openForwarder(serverOf(target.kubeConfig)));
      const client = connect({ server: forwarder.server }, { requestTimeout: 200 });
      forwarder.fallSilent();
      return errorOf(client.add(ref, busybox, { timeout: 2_000 }));
    },
  },
  {
    kind: 'connection-lost',
    title: 'attached streams that break',
    says: /^(the connection to https?:\/\/127\.0\.0\.1:\d+ broke|the attached connection was closed without a status)/,
    async reach({ connect, keep, anyPod, target }) {
      const forwarder = keep(await openForwarder(serverOf(target.kubeConfig)));
      const client = connect({ server: forwarder.server });
      const session = await client.add(await anyPod(), { ...busybox, command: ['cat'], stdin: true });
      await session.waitForRunning();
      const attached = await session.attach({ stdin: new ReadableStream() });
      forwarder.breakOff();
      return errorOf(attached.done);
    },
  },
  {
    kind: 'server-unavailable',
    title: 'a port where nobody listens',
    says: /^cannot reach https?:\/\/127\.0\.0\.1:\d+: connect ECONNREFUSED/,
    fields: { transient: true },
    async reach({ connect, anyPod }) {
      const front = await listen(net.createServer());
      await front.close();
      const client = connect({ server: `https://127.0.0.1:${front.port}` });
      return errorOf(client.add(await anyPod(), busybox));
    },
  },
  {
    kind: 'server-unavailable',
    title: 'a certificate that nobody vouches for',
    says: /^cannot reach https:\/\/127\.0\.0\.1:\d+: .*certificate.*; .*check certificate-authority-data$/,
    fields: { transient: false },
    needs: 'a cluster',
    async reach({ keep, anyPod, target }) {
      const options = { server: serverOf(target.kubeConfig), token: 'any' };
      const client = keep(EphemeralContainersClient.fromToken(options));
      return errorOf(client.add(await anyPod(), busybox));
    },
  },
  {
    kind: 'server-unavailable',
    title: 'a host that is not there',
    says: /^cannot reach https:\/\/nosuch\.invalid: getaddrinfo/,
    reach: async ({ connect, anyPod }) =>
      errorOf(connect({ server: 'https://nosuch.invalid' }).add(await anyPod(), busybox)),
  },
  {
    kind: 'server-unavailable',
    title: 'a webhook that does not answer',
    says: /^Internal error occurred: failed calling webhook "errors\.example\.com": .*connection refused$/,
    code: 500,
    needs: 'its files',
    reach: (at) => denyByWebhook(at, (ref) => at.client.add(ref, busybox), { absent: true }),
  },
  {
    kind: 'request-failed',
    title: 'attaching to a container that has ended',
    says: /^container debugger-\w+ not found in pod e\d+_[\w-]+: it does not run; see its log$/,
    code: 500,
    async reach({ client, anyPod }) {
      const session = await client.add(await anyPod(), { ...busybox, command: ['true'] });
      await session.waitForExit();
      return errorOf(session.attach());
    },
  },
  {
    kind: 'request-failed',
    title: 'a path that no API server has',
    says: /^the server answered 404 as no Kubernetes API server does, check the address .*: 404 page not found$/,
    code: 404,
    reach: async ({ connect, anyPod, target }) =>
      errorOf(connect({ server: `${serverOf(target.kubeConfig)}/k8s` }).list(await anyPod())),
  },
  ...[200, 404].map(
    (code): Way => ({
      kind: 'request-failed',
      title: `a web server that answers ${code}`,
      says: /, check the address of the cluster: http\S+ answered \d+ \w.* with a page of HTML$/,
      ...(code === 404 && { code }),
      reach: (at) => askWebServer(at, code),
    }),
  ),
];

async function askWebServer({ keep }: Stage, code: number): Promise<unknown> {
  const answer: http.RequestListener = (_, response) => {
    response.writeHead(code, { 'Content-Type': 'text/html' }).end('<html>Welcome</html>');
  };
  const { port } = keep(await listen(http.createServer(answer)));
  const server = `http://127.0.0.1:${port}`;
  const client = keep(EphemeralContainersClient.fromToken({ server, token: 'any' }));
  return errorOf(client.add({ name: 'web' }, busybox));
}

export function serverOf(kubeConfig: Stage['target']['kubeConfig']): string {
  return kubeConfig.getCurrentCluster()?.server ?? '';
}
