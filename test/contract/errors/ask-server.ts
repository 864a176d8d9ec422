import https from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import type { Status } from '../../../src/core/status.js';

interface Request {
  readonly method: string;
  readonly path: string;
  readonly contentType?: string;
  readonly body?: object;
}

/** Sends what the client never sends; gives the code and the `Status` that the server answers with. */
export async function askServer(
  kubeConfig: KubeConfig,
  { method, path, contentType = 'application/json', body }: Request,
): Promise<{ readonly code: number; readonly status: Status }> {
  const options: https.RequestOptions = { method, headers: { 'Content-Type': contentType } };
  await kubeConfig.applyToHTTPSOptions(options);
  const url = `${kubeConfig.getCurrentCluster()?.server}${path}`;
  return new Promise((resolve, reject) => {
    const request = https.request(url, options, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const status = JSON.parse(Buffer.concat(chunks).toString()) as Status;
      resolve({ code: response.statusCode ?? 0, status });
    });
    request.once('error', reject);
    request.end(body && JSON.stringify(body));
  });
}
