import type { ApiServer, ContainerStatusObject, PodInput, PodObject } from '../../src/testing/index.js';
import { hang } from '../limits.js';

/** A Pod with one container, `app`. */
export function webPod(name = 'web', extra: object = {}): PodInput {
  return { metadata: { name }, spec: { containers: [{ name: 'app', image: 'nginx:1' }], ...extra } };
}

export function podUrl(server: ApiServer, path = '', name = 'web', namespace = 'default'): string {
  return `${server.url}/api/v1/namespaces/${namespace}/pods/${name}${path}`;
}

export interface Answer {
  readonly code: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly body: any;
}

export async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(hang), ...init });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { code: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

/** Adds a container as kubectl does: by a strategic merge patch. */
export function addContainer(
  server: ApiServer,
  container: object,
  { pod = 'web', namespace = 'default', query = '', token }: AddOptions = {},
): Promise<Answer> {
  return send(podUrl(server, `/ephemeralcontainers${query}`, pod, namespace), {
    method: 'PATCH',
    headers: {
      'Content-Type': 'application/strategic-merge-patch+json',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ spec: { ephemeralContainers: [container] } }),
  });
}

export interface AddOptions {
  readonly pod?: string;
  readonly namespace?: string;
  readonly query?: string;
  readonly token?: string;
}

/** Waits until something is so, looking again and again; fails with what was seen last. */
export async function until<Value>(read: () => Value, isRight: (value: Value) => boolean): Promise<Value> {
  const end = Date.now() + hang;
  for (;;) {
    const value = read();
    if (isRight(value)) return value;
    if (Date.now() > end) throw new Error(`not reached; seen last: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export function statusOf(
  server: ApiServer,
  container: string,
  pod = 'web',
): ContainerStatusObject | undefined {
  return server.getPod(pod)?.status.ephemeralContainerStatuses?.find((status) => status.name === container);
}

export async function untilRunning(server: ApiServer, container: string, pod = 'web'): Promise<void> {
  await until(
    () => statusOf(server, container, pod)?.state,
    (state) => state?.running !== undefined,
  );
}

export async function untilTerminated(
  server: ApiServer,
  container: string,
  pod = 'web',
): Promise<NonNullable<ContainerStatusObject['state']['terminated']>> {
  const state = await until(
    () => statusOf(server, container, pod)?.state,
    (seen) => seen?.terminated !== undefined,
  );
  if (state?.terminated === undefined) throw new Error('unreachable');
  return state.terminated;
}

export function namesOf(pod: PodObject | undefined): string[] {
  return (pod?.spec.ephemeralContainers ?? []).map(({ name }) => name);
}
