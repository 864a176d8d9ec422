import { execFields } from './exec-cases.js';
import type { Case } from './run-case.js';
import { caseOf } from './write-case.js';

type Fields = Readonly<Record<string, unknown>>;

const trust: Readonly<Record<string, Fields>> = {
  'authority data': { 'certificate-authority-data': '{{caData}}' },
  'authority file': { 'certificate-authority': 'pki/ca.crt' },
  insecure: { 'insecure-skip-tls-verify': true },
  'authority and name': { 'certificate-authority-data': '{{caData}}', 'tls-server-name': 'named.test' },
  'authority without compression': {
    'certificate-authority': '{{folder}}/pki/ca.crt',
    'disable-compression': true,
  },
};

const logins: Readonly<Record<string, Fields>> = {
  token: { token: 't' },
  'token file': { tokenFile: 'pki/token' },
  password: { username: 'me', password: 'p' },
  'certificate data': { 'client-certificate-data': '{{certData}}', 'client-key-data': '{{keyData}}' },
  'certificate files and token': {
    'client-certificate': 'pki/client.crt',
    'client-key': 'pki/client.key',
    token: 't',
  },
  'plugin with a token': execFields({ token: 'of-the-plugin' }),
  'plugin with a certificate': execFields({
    clientCertificateData: '{{certText}}',
    clientKeyData: '{{keyText}}',
  }),
};

const impersonation: Readonly<Record<string, Fields>> = {
  nobody: {},
  jane: { as: 'jane', 'as-groups': ['dev', 'qa'], 'as-uid': '7', 'as-user-extra': { scopes: ['a', 'b'] } },
};

const proxies: Readonly<
  Record<string, { readonly cluster?: Fields; readonly env?: Readonly<Record<string, string>> }>
> = {
  'no proxy': {},
  'proxy-url': { cluster: { 'proxy-url': 'http://me:p@127.0.0.1:{{httpsProxy}}' } },
  'SOCKS proxy-url': { cluster: { 'proxy-url': 'socks5://127.0.0.1:{{socksProxy}}' } },
  HTTPS_PROXY: { env: { HTTPS_PROXY: 'http://127.0.0.1:{{httpsProxy}}', NO_PROXY: 'other.test' } },
};

const files = {
  'pki/ca.crt': '{{ca}}',
  'pki/client.crt': '{{cert}}',
  'pki/client.key': '{{key}}',
  'pki/token': 'of-the-file',
};

/** Each with each, every third of them: all pairs are among them. */
export const combinations: readonly Case[] = Object.entries(trust)
  .flatMap(([trusted, cluster]) =>
    Object.entries(logins).flatMap(([login, user]) =>
      Object.entries(impersonation).flatMap(([who, as]) =>
        Object.entries(proxies).map(([through, proxy]) => {
          const host = through === 'no proxy' ? '127.0.0.1' : 'api.test';
          const all = { server: `https://${host}:{{https}}`, ...cluster, ...proxy.cluster };
          const fields = [
            ...Object.keys(all),
            ...Object.keys(user),
            ...Object.keys(as),
            ...Object.keys(proxy.env ?? {}),
          ];
          return caseOf(
            `combination: ${trusted}, ${login}, as ${who}, ${through}`,
            fields,
            { cluster: all, user: { ...user, ...as } },
            { env: { KUBECONFIG: '{{folder}}/config', ...proxy.env }, files },
          );
        }),
      ),
    ),
  )
  .filter((_, index) => index % 3 === 0);
