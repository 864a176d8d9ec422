/** One request of the recorded conversation. */
export interface Step {
  readonly name: string;
  readonly method: string;
  /** Below `/api/v1/namespaces/NAMESPACE`, or whole if it starts with `//`. */
  readonly path: string;
  /** A string is sent as it is. */
  readonly body?: unknown;
  /** Makes the body of the Pod as it is at that moment. */
  readonly edit?: (pod: EditablePod) => void;
  readonly type?: string;
  readonly accept?: string;
}

export interface EditablePod {
  metadata: { name: string; resourceVersion?: string; uid?: string; labels?: Record<string, string> };
  spec: { ephemeralContainers: object[]; [field: string]: unknown };
  [field: string]: unknown;
}

export const podName = 'protocol';

export function podBody(name: string, extra: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      nodeName: 'node',
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      containers: [{ name: 'app', ...local, command: ['sleep', '3600'] }],
      ...extra,
    },
  };
}

export const local = { image: 'local/busybox:1', imagePullPolicy: 'IfNotPresent' };
export const sleeper = { ...local, command: ['sleep', '30'] };
export const subresource = `/pods/${podName}/ephemeralcontainers`;
export const strategic = 'application/strategic-merge-patch+json';
export const merge = 'application/merge-patch+json';
export const json = 'application/json-patch+json';
export const apply = 'application/apply-patch+yaml';

export function patch(name: string, type: string, body: unknown, query = ''): Step {
  return { name, method: 'PATCH', path: `${subresource}${query}`, type, body };
}

export function listOf(containers: unknown, metadata?: object, spec: object = {}): object {
  return {
    ...(metadata === undefined ? {} : { metadata }),
    spec: { ephemeralContainers: containers, ...spec },
  };
}

export function applied(containers: unknown, metadata: object = { name: podName }): object {
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec: { ephemeralContainers: containers } };
}

export function put(name: string, edit: (pod: EditablePod) => void, query = ''): Step {
  return { name, method: 'PUT', path: `${subresource}${query}`, edit };
}

export function send(name: string, method: string, path: string, body?: unknown, type?: string): Step {
  return {
    name,
    method,
    path,
    ...(body === undefined ? {} : { body }),
    ...(type === undefined ? {} : { type }),
  };
}

export const append = (value: object): object => ({ op: 'add', path: '/spec/ephemeralContainers/-', value });
export const ask = (spec: object): Step['body'] => ({ spec });
export const access = '//apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
