import http, { type ServerResponse } from 'node:http';
import { type ClientOptions, EphemeralContainersClient } from '../../src/client/index.js';
import { type Listening, listen } from './transport/fronts.js';

export type Step = 'version' | 'read' | 'list' | 'patch';

/** A Pod as little as a server may answer with. */
export const stubPod = {
  metadata: { name: 'web', namespace: 'default', uid: 'u' },
  spec: { containers: [{ name: 'app', image: 'nginx:1' }] },
};
export const stubRef = { namespace: 'default', name: 'web' };

export interface Stub extends Listening {
  readonly server: string;
  readonly asked: Step[];
  connect(options?: ClientOptions): EphemeralContainersClient;
}

/** Answers as no API server should; what `meddle` leaves alone is answered right. */
export async function startStub(
  meddle: (step: Step, response: ServerResponse, body: string, path: string) => boolean | undefined,
): Promise<Stub> {
  const asked: Step[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const step = stepOf(request);
    asked.push(step);
    const body = Buffer.concat(chunks).toString();
    if (meddle(step, response, body, request.url ?? '')) return;
    response.end(JSON.stringify(answerTo(step, body)));
  });
  const front = await listen(server);
  const address = `http://127.0.0.1:${front.port}`;
  return {
    ...front,
    server: address,
    asked,
    connect: (options) => EphemeralContainersClient.fromToken({ server: address, token: 't', ...options }),
  };
}

function stepOf({ method, url = '' }: http.IncomingMessage): Step {
  if (url === '/version') return 'version';
  if (method === 'PATCH') return 'patch';
  return /\/pods(\?|$)/.test(url) ? 'list' : 'read';
}

function answerTo(step: Step, body: string): object {
  if (step === 'version') return { major: '1', minor: '34' };
  if (step === 'list') return { items: [stubPod] };
  if (step === 'read') return stubPod;
  const { ephemeralContainers } = (JSON.parse(body) as { spec: { ephemeralContainers: object[] } }).spec;
  return { ...stubPod, spec: { ...stubPod.spec, ephemeralContainers } };
}
