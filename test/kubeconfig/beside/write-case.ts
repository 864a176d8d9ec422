import { stringify } from 'yaml';
import type { Case } from './run-case.js';

/** Why an answer of this library differs from kubectl's. */
export const reasons = {
  overHttp:
    'kubectl sends no credentials over plain http; here they are sent where the cluster has insecure-skip-tls-verify, as by client-node',
  asks: 'kubectl asks the terminal for a user name and password where a user has no credentials; here the request goes without',
  compression: 'kubectl heeds disable-compression over TLS alone; here it is heeded always',
} as const;

type Fields = Readonly<Record<string, unknown>>;

interface Parts {
  readonly cluster?: Fields;
  readonly user?: Fields;
  readonly context?: Fields;
  readonly top?: Fields;
}

export const plain = { server: 'http://127.0.0.1:{{http}}' };
export const secure = { server: 'https://127.0.0.1:{{https}}', 'certificate-authority-data': '{{caData}}' };
export const insecure = { server: 'https://127.0.0.1:{{https}}', 'insecure-skip-tls-verify': true };

/** A kubeconfig of one context. */
export function configOf({ cluster = secure, user = { token: 't' }, context = {}, top = {} }: Parts): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'c',
    clusters: [{ name: 'k', cluster }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'c', context: { cluster: 'k', user: 'u', ...context } }],
    ...top,
  });
}

export function caseOf(
  name: string,
  fields: readonly string[],
  parts: Parts,
  more: Partial<Case> = {},
): Case {
  return { name, fields, ...more, files: { config: configOf(parts), ...more.files } };
}

export const files = {
  'ca.crt': '{{ca}}',
  'tls/client.crt': '{{cert}}',
  'tls/client.key': '{{key}}',
  'token.txt': 'of-the-file\n',
};

export function explain(explained: string, given: Case): Case {
  return { ...given, explained };
}
