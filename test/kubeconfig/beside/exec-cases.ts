import type { Case } from './run-case.js';
import { caseOf, explain, plain, reasons, secure } from './write-case.js';

const v1 = 'client.authentication.k8s.io/v1';
const v1beta1 = 'client.authentication.k8s.io/v1beta1';

/** Writes down what it is given, beside itself, and answers with `ANSWER`. */
const script = `#!/bin/sh
printf '%s args=%s stdin=%s X=%s' "$KUBERNETES_EXEC_INFO" "$*" "$(cat)" "$X" | tr '\\n' '~' >> '{{folder}}/plugin.log'
echo >> '{{folder}}/plugin.log'
printf '%s' "$ANSWER"
exit \${CODE:-0}
`;

const answerOf = (status: unknown, apiVersion = v1) =>
  JSON.stringify({ apiVersion, kind: 'ExecCredential', status });
const token = answerOf({ token: 'of-the-plugin' });

/** A user whose plugin is a shell that answers so. */
export function execFields(status: unknown) {
  const env = [{ name: 'ANSWER', value: answerOf(status) }];
  const args = ['-c', 'printf %s "$ANSWER"'];
  return { exec: { apiVersion: v1, command: '/bin/sh', args, env, interactiveMode: 'Never' } };
}

function execCase(
  name: string,
  exec: Readonly<Record<string, unknown>>,
  {
    answer = token,
    cluster = secure as object,
    user = {},
    fields = [],
    env = {},
    more = {},
  }: {
    readonly answer?: string;
    readonly cluster?: object;
    readonly user?: object;
    readonly fields?: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    readonly more?: Partial<Case>;
  } = {},
): Case {
  const given = [
    { name: 'ANSWER', value: answer },
    ...Object.entries(env).map(([key, value]) => ({ name: key, value })),
  ];
  const own = { apiVersion: v1, command: './login.sh', interactiveMode: 'IfAvailable', env: given, ...exec };
  const parts = { cluster: { ...cluster }, user: { exec: own, ...user } };
  return caseOf(`plugin: ${name}`, ['exec', ...fields], parts, {
    ...more,
    files: { 'login.sh': script, ...more.files },
  });
}

export const execCases: readonly Case[] = [
  execCase('a token', {}),
  execCase('a token, over plain http', {}, { cluster: plain }),
  explain(
    reasons.overHttp,
    execCase(
      'a token, over plain http, insecure',
      {},
      { cluster: { ...plain, 'insecure-skip-tls-verify': true } },
    ),
  ),
  execCase('arguments', { args: ['a b', '$HOME', ''] }, { fields: ['exec.args'] }),
  execCase('a variable', {}, { env: { X: 'of the kubeconfig' }, fields: ['exec.env'] }),
  execCase(
    'a variable over one of the environment',
    {},
    {
      env: { X: 'of the kubeconfig' },
      fields: ['exec.env'],
      more: { env: { KUBECONFIG: '{{folder}}/config', X: 'of the environment' } },
    },
  ),
  execCase(
    'the environment',
    {},
    { more: { env: { KUBECONFIG: '{{folder}}/config', X: 'of the environment' } } },
  ),
  execCase('a variable without a name', { env: [{ value: 'x' }] }, { fields: ['exec.env'] }),
  execCase(
    'by a path of its folder',
    { command: 'bin/login.sh' },
    {
      fields: ['exec.command'],
      more: { files: { 'bin/login.sh': script } },
    },
  ),
  execCase('by an absolute path', { command: '{{folder}}/login.sh' }, { fields: ['exec.command'] }),
  execCase(
    'by PATH',
    { command: 'login.sh' },
    {
      fields: ['exec.command'],
      more: { env: { KUBECONFIG: '{{folder}}/config', PATH: '/usr/bin:/bin:{{folder}}' } },
    },
  ),
  execCase(
    'by the PATH that it is given, which does not count',
    { command: 'login.sh' },
    {
      fields: ['exec.command', 'exec.env'],
      env: { PATH: '/usr/bin:/bin:{{folder}}' },
    },
  ),
  execCase(
    'not there',
    { command: 'no-such-plugin', installHint: 'brew install no-such-plugin' },
    {
      fields: ['exec.command', 'exec.installHint'],
    },
  ),
  execCase('not executable', { command: './config' }, { fields: ['exec.command'] }),
  execCase('no command', { command: '' }, { fields: ['exec.command'] }),
  execCase(
    'v1beta1',
    { apiVersion: v1beta1 },
    { answer: answerOf({ token: 'beta' }, v1beta1), fields: ['exec.apiVersion'] },
  ),
  execCase(
    'v1beta1, which may leave out interactiveMode',
    { apiVersion: v1beta1, interactiveMode: undefined },
    {
      answer: answerOf({ token: 'beta' }, v1beta1),
      fields: ['exec.apiVersion', 'exec.interactiveMode'],
    },
  ),
  execCase('v1, which may not', { interactiveMode: undefined }, { fields: ['exec.interactiveMode'] }),
  execCase(
    'v1alpha1',
    { apiVersion: 'client.authentication.k8s.io/v1alpha1' },
    { fields: ['exec.apiVersion'] },
  ),
  execCase('no apiVersion', { apiVersion: undefined }, { fields: ['exec.apiVersion'] }),
  ...['Never', 'Always', 'never', 'Sometimes'].map((interactiveMode) =>
    execCase(`interactiveMode ${interactiveMode}`, { interactiveMode }, { fields: ['exec.interactiveMode'] }),
  ),
  execCase('told of the cluster', { provideClusterInfo: true }, { fields: ['exec.provideClusterInfo'] }),
  execCase(
    'told of all of the cluster',
    { provideClusterInfo: true },
    {
      fields: ['exec.provideClusterInfo', 'extensions', 'tls-server-name', 'disable-compression'],
      cluster: {
        ...secure,
        'tls-server-name': 'named.test',
        'disable-compression': true,
        extensions: [
          { name: 'client.authentication.k8s.io/exec', extension: { audience: 'a', list: [1, true, null] } },
        ],
      },
    },
  ),
  execCase(
    'told of a cluster without an authority',
    { provideClusterInfo: true },
    {
      fields: ['exec.provideClusterInfo', 'insecure-skip-tls-verify', 'proxy-url'],
      cluster: {
        server: 'https://api.test:{{https}}/',
        'insecure-skip-tls-verify': true,
        'proxy-url': 'http://me:p@127.0.0.1:{{httpsProxy}}',
      },
    },
  ),
  execCase(
    'told of an authority file',
    { provideClusterInfo: true },
    {
      fields: ['exec.provideClusterInfo', 'certificate-authority'],
      cluster: { server: secure.server, 'certificate-authority': 'ca.crt' },
      more: { files: { 'ca.crt': '{{commentedCa}}' } },
    },
  ),
  execCase(
    'a client certificate',
    {},
    {
      answer: answerOf({ clientCertificateData: '{{certText}}', clientKeyData: '{{keyText}}' }),
    },
  ),
  execCase(
    'a client certificate and a token',
    {},
    {
      answer: answerOf({ token: 't', clientCertificateData: '{{certText}}', clientKeyData: '{{keyText}}' }),
    },
  ),
  execCase(
    'a client certificate without a key',
    {},
    { answer: answerOf({ clientCertificateData: '{{certText}}' }) },
  ),
  execCase(
    'a client certificate that is none',
    {},
    {
      answer: answerOf({ clientCertificateData: 'x', clientKeyData: 'y' }),
    },
  ),
  execCase(
    'an answer of YAML',
    {},
    { answer: `apiVersion: ${v1}\nkind: ExecCredential\nstatus: {token: yaml}\n` },
  ),
  execCase('an answer of another version', {}, { answer: answerOf({ token: 'beta' }, v1beta1) }),
  execCase(
    'an answer of another kind',
    {},
    { answer: JSON.stringify({ apiVersion: v1, kind: 'Other', status: { token: 't' } }) },
  ),
  execCase(
    'an answer without a kind',
    {},
    { answer: JSON.stringify({ apiVersion: v1, status: { token: 't' } }) },
  ),
  execCase('an answer without status', {}, { answer: answerOf(undefined) }),
  execCase('an answer with an empty status', {}, { answer: answerOf({}) }),
  execCase('an answer that is a number', {}, { answer: answerOf({ token: 1 }) }),
  execCase('an answer that is none', {}, { answer: 'Please log in first' }),
  execCase('no answer', {}, { answer: '' }),
  execCase('a token that ends a line', {}, { answer: answerOf({ token: 't\n' }) }),
  execCase(
    'a token that has expired',
    {},
    { answer: answerOf({ token: 't', expirationTimestamp: '2020-01-01T00:00:00Z' }) },
  ),
  execCase(
    'a token until a time that is none',
    {},
    { answer: answerOf({ token: 't', expirationTimestamp: 'soon' }) },
  ),
  execCase('exit code 3', {}, { env: { CODE: '3' } }),
  execCase('and a token of the kubeconfig', {}, { user: { token: 'inline' }, fields: ['token'] }),
  execCase('and a password', {}, { user: { username: 'me', password: 'p' }, fields: ['username'] }),
  execCase(
    'and a client certificate',
    {},
    {
      user: { 'client-certificate-data': '{{certData}}', 'client-key-data': '{{keyData}}' },
      fields: ['client-certificate-data'],
    },
  ),
  execCase(
    'and an auth-provider',
    {},
    { user: { 'auth-provider': { name: 'oidc', config: {} } }, fields: ['auth-provider'] },
  ),
  execCase('and whom to act as', {}, { user: { as: 'jane' }, fields: ['as'] }),
];
