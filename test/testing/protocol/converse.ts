import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { type EditablePod, podBody, podName, type Step } from './step.js';
import { steps } from './steps.js';

export interface Target {
  readonly url: string;
  readonly token?: string;
  readonly namespace: string;
}

/** What a server answers, without what differs from run to run. */
export interface Answer {
  readonly name: string;
  readonly code: number;
  readonly type: string;
  readonly warning?: string;
  readonly body: unknown;
}

/** Holds the whole conversation with a server, on a Pod of its own. */
export async function converse(target: Target): Promise<Answer[]> {
  await call(target, 'POST', '//api/v1/namespaces', JSON.stringify({ metadata: { name: target.namespace } }));
  await call(target, 'DELETE', `/pods/${podName}?gracePeriodSeconds=0`);
  await call(target, 'POST', '/pods', JSON.stringify(podBody(podName)));
  const answers: Answer[] = [];
  for (const step of steps) answers.push(await take(target, step));
  return answers;
}

async function take(target: Target, step: Step): Promise<Answer> {
  const body = step.edit === undefined ? encode(step.body) : await edited(target, step.edit);
  const answer = await call(target, step.method, step.path, body, step.type, step.accept);
  const { headers, code, text } = answer;
  return {
    name: step.name,
    code,
    type: headers['content-type'] ?? '',
    ...(headers.warning === undefined ? {} : { warning: String(headers.warning) }),
    body: normalize(text, target.namespace),
  };
}

async function edited(target: Target, edit: (pod: EditablePod) => void): Promise<string> {
  const pod = JSON.parse((await call(target, 'GET', `/pods/${podName}`)).text) as EditablePod;
  pod.spec.ephemeralContainers ??= [];
  // the kubelet may write a status in between
  delete pod.metadata.resourceVersion;
  edit(pod);
  return JSON.stringify(pod);
}

function encode(body: unknown): string | undefined {
  return body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
}

interface RawAnswer {
  readonly code: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

function call(
  target: Target,
  method: string,
  path: string,
  body?: string,
  type = 'application/json',
  accept = 'application/json',
): Promise<RawAnswer> {
  const url = new URL(
    path.startsWith('//') ? path.slice(1) : `/api/v1/namespaces/${target.namespace}${path}`,
    target.url,
  );
  const headers = {
    Accept: accept,
    ...(target.token === undefined ? {} : { Authorization: `Bearer ${target.token}` }),
    ...(body === undefined ? {} : { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) }),
  };
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send(url, { method, headers, rejectUnauthorized: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ code: response.statusCode ?? 0, headers: response.headers, text });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** A Pod is told by its containers, a list by its names; ids, versions and the differences that Go prints are masked. */
function normalize(text: string, namespace: string): unknown {
  const masked = text
    .replaceAll(namespace, 'NAMESPACE')
    .replaceAll(/[0-9a-f]{8}-(?!1111)[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UID')
    .replaceAll(/"resourceVersion":"\d+"/g, '"resourceVersion":"VERSION"')
    .replaceAll(/too old resource version: 1 \(\d+\)/g, 'too old resource version: 1 (VERSION)')
    .replaceAll(/\\n@@.*?(?=","|\]")/gs, '\\n')
    .replaceAll(/Invalid value: \\"\{.*?\}\\": json: /g, 'Invalid value: POD: json: ');
  const body = parse(masked);
  if (typeof body !== 'object' || body === null) return body;
  return summarize(body as Summary);
}

interface Summary {
  kind?: string;
  metadata?: { generation?: number; labels?: object; managedFields?: unknown; name?: string };
  spec?: { ephemeralContainers?: { name: string }[] };
  items?: { metadata: { name: string } }[];
  status?: unknown;
}

function summarize(body: Summary): unknown {
  if (body.kind === 'Pod') {
    const { generation, labels } = body.metadata ?? {};
    const names = (body.spec?.ephemeralContainers ?? []).map(({ name }) => name);
    return { kind: 'Pod', names, generation, ...(labels === undefined ? {} : { labels }) };
  }
  if (body.items !== undefined) {
    return { kind: body.kind, names: body.items.map(({ metadata }) => metadata.name) };
  }
  if (body.kind === 'SelfSubjectAccessReview')
    return { kind: body.kind, spec: body.spec, status: body.status };
  return body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
