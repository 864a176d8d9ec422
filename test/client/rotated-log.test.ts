import http from 'node:http';
import net from 'node:net';
import { KubeConfig } from '@kubernetes/client-node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { EphemeralContainersClient } from '../../src/client/index.js';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';
import { type Listening, listen } from './transport/fronts.js';
import { untilAttached } from './transport/until-attached.js';

let server: ApiServer;
let front: Listening;
let client: EphemeralContainersClient;

/** Passes everything on to the API server, whose node has just rotated its logs: they are empty. */
beforeAll(async () => {
  server = await startApiServer({
    pods: [{ metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'app:1' }] } }],
    kubelet: {
      containers: [
        {
          program: async (io) => {
            await untilAttached(server, io);
            await io.write('same\nsame\nsame\n');
            return 3;
          },
        },
      ],
    },
  });
  const { hostname, port } = new URL(server.url);
  const proxy = http.createServer((request, response) => {
    if (new URL(request.url ?? '', server.url).pathname.endsWith('/log')) return response.end();
    const { method = 'GET', url = '/', headers } = request;
    const passed = http.request({ hostname, port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    return request.pipe(passed);
  });
  proxy.on('upgrade', ({ url = '/', rawHeaders }, socket, head) => {
    const lines = rawHeaders.flatMap((name, at) => (at % 2 ? [] : [`${name}: ${rawHeaders[at + 1]}`]));
    const passed = net.connect(Number(port), hostname);
    for (const end of [passed, socket]) end.on('error', () => end.destroy());
    passed.write([`GET ${url} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
    passed.write(head);
    passed.pipe(socket).pipe(passed);
  });
  front = await listen(proxy);
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromString(server.kubeConfigYaml.replace(server.url, `http://127.0.0.1:${front.port}`));
  client = EphemeralContainersClient.fromKubeConfig(kubeConfig);
});
afterAll(async () => {
  client.close();
  await front.close();
  await server.close();
});

it('is no reason to pass on less than the streams brought', async () => {
  const stderr = () => {};
  const result = await client.run({ namespace: 'default', name: 'web' }, { image: 'busybox' }, { stderr });
  expect(result.exitCode).toBe(3);
  expect(result.output.toString()).toBe('same\nsame\nsame\n');
});
