import type { Case } from './run-case.js';
import { caseOf, configOf, explain, files, plain, reasons } from './write-case.js';

export const userCases: readonly Case[] = [
  explain(reasons.asks, caseOf('nobody', ['user'], { user: {} })),
  caseOf('a token', ['token'], { user: { token: 'abc' } }),
  caseOf('a token that ends a line', ['token'], { user: { token: 'abc\n' } }),
  caseOf('a token with spaces around', ['token'], { user: { token: ' abc ' } }),
  caseOf('a token of other letters', ['token'], { user: { token: 'ä€' } }),
  caseOf('a token that is a number', ['token'], { user: { token: 123 } }),
  caseOf(
    'a token that is a date',
    ['token'],
    {},
    {
      files: { config: configOf({ user: { token: 'DATE' } }).replace('DATE', '2024-01-02') },
    },
  ),
  explain(reasons.asks, caseOf('an empty token', ['token'], { user: { token: '' } })),
  caseOf('a token file, relative', ['tokenFile'], { user: { tokenFile: 'token.txt' } }, { files }),
  caseOf('a token file, absolute', ['tokenFile'], { user: { tokenFile: '{{folder}}/token.txt' } }, { files }),
  caseOf(
    'a token file and a token',
    ['tokenFile', 'token'],
    { user: { tokenFile: 'token.txt', token: 'inline' } },
    { files },
  ),
  caseOf('a token file that is not there', ['tokenFile'], { user: { tokenFile: 'none.txt' } }),
  caseOf('a token file that is not there, and a token', ['tokenFile', 'token'], {
    user: { tokenFile: 'none.txt', token: 'inline' },
  }),
  caseOf(
    'a token file that is empty',
    ['tokenFile'],
    { user: { tokenFile: 'empty.txt' } },
    { files: { 'empty.txt': '' } },
  ),
  caseOf('a token file that is not there, over plain http', ['tokenFile'], {
    cluster: plain,
    user: { tokenFile: 'none.txt' },
  }),
  explain(
    reasons.asks,
    caseOf(
      'token-file, which is no field',
      ['tokenFile'],
      { user: { 'token-file': 'token.txt' } },
      { files },
    ),
  ),
  caseOf('a password', ['username', 'password'], { user: { username: 'me', password: 'pä:ss' } }),
  caseOf('a user name alone', ['username'], { user: { username: 'me' } }),
  explain(reasons.asks, caseOf('a password alone', ['password'], { user: { password: 'p' } })),
  caseOf('a password and a token', ['username', 'token'], {
    user: { username: 'me', password: 'p', token: 't' },
  }),
  caseOf(
    'a password and a token file',
    ['username', 'tokenFile'],
    {
      user: { username: 'me', password: 'p', tokenFile: 'token.txt' },
    },
    { files },
  ),
  caseOf('a client certificate', ['client-certificate-data', 'client-key-data'], {
    user: { 'client-certificate-data': '{{certData}}', 'client-key-data': '{{keyData}}' },
  }),
  caseOf('a client certificate and a token', ['client-certificate-data', 'client-key-data', 'token'], {
    user: { 'client-certificate-data': '{{certData}}', 'client-key-data': '{{keyData}}', token: 't' },
  }),
  caseOf(
    'a client certificate of files',
    ['client-certificate', 'client-key'],
    {
      user: { 'client-certificate': 'tls/client.crt', 'client-key': './tls/client.key' },
    },
    { files },
  ),
  caseOf(
    'a client certificate of a file, its key inline',
    ['client-certificate', 'client-key-data'],
    {
      user: { 'client-certificate': 'tls/client.crt', 'client-key-data': '{{keyData}}' },
    },
    { files },
  ),
  caseOf(
    'a client certificate twice',
    ['client-certificate', 'client-certificate-data'],
    {
      user: {
        'client-certificate': 'tls/client.crt',
        'client-certificate-data': '{{certData}}',
        'client-key-data': '{{keyData}}',
      },
    },
    { files },
  ),
  caseOf(
    'a client key twice',
    ['client-key', 'client-key-data'],
    {
      user: {
        'client-key': 'tls/client.key',
        'client-certificate-data': '{{certData}}',
        'client-key-data': '{{keyData}}',
      },
    },
    { files },
  ),
  caseOf('a client certificate without a key', ['client-certificate-data'], {
    user: { 'client-certificate-data': '{{certData}}' },
  }),
  explain(
    reasons.asks,
    caseOf('a client key without a certificate', ['client-key-data'], {
      user: { 'client-key-data': '{{keyData}}' },
    }),
  ),
  caseOf(
    'a client key that is not there',
    ['client-key'],
    {
      user: { 'client-certificate': 'tls/client.crt', 'client-key': 'none.key' },
    },
    { files },
  ),
  caseOf('a client key of another certificate', ['client-key-data'], {
    user: { 'client-certificate-data': '{{certData}}', 'client-key-data': '{{otherKeyData}}' },
  }),
  caseOf('a client key that is encrypted', ['client-key-data'], {
    user: { 'client-certificate-data': '{{certData}}', 'client-key-data': '{{encryptedKeyData}}' },
  }),
  caseOf('whom to act as', ['as'], { user: { token: 't', as: 'jane' } }),
  caseOf('whom to act as, in full', ['as', 'as-groups', 'as-uid', 'as-user-extra'], {
    user: {
      token: 't',
      as: 'jä ne',
      'as-uid': '42',
      'as-groups': ['dev', 'qa'],
      'as-user-extra': { scopes: ['view', 'edit'], 'Odd Key/%(x)#$^ü': ['1'], none: [] },
    },
  }),
  caseOf('groups without whom to act as', ['as-groups'], { user: { 'as-groups': ['dev'] } }),
  caseOf('a uid without whom to act as', ['as-uid'], { user: { 'as-uid': '1' } }),
  caseOf('extra without whom to act as', ['as-user-extra'], { user: { 'as-user-extra': { a: ['b'] } } }),
  caseOf('a uid that is a number', ['as-uid'], { user: { as: 'jane', 'as-uid': 42 } }),
  caseOf('groups that are no list', ['as-groups'], { user: { as: 'jane', 'as-groups': 'dev' } }),
  caseOf(
    '--as',
    ['as'],
    { user: { token: 't', as: 'jane', 'as-groups': ['dev'] } },
    { flags: { as: 'joe' } },
  ),
  caseOf(
    '--as-group',
    ['as-groups'],
    { user: { token: 't', as: 'jane', 'as-groups': ['dev'] } },
    { flags: { 'as-group': 'ops' } },
  ),
  caseOf('--as-group alone', ['as-groups'], {}, { flags: { 'as-group': 'ops' } }),
  caseOf('auth-provider gcp', ['auth-provider'], { user: { 'auth-provider': { name: 'gcp' } } }),
  caseOf('auth-provider azure and a token', ['auth-provider', 'token'], {
    user: { token: 't', 'auth-provider': { name: 'azure', config: {} } },
  }),
  caseOf('auth-provider unknown', ['auth-provider'], {
    user: { 'auth-provider': { name: 'ldap', config: {} } },
  }),
  caseOf('auth-provider oidc', ['auth-provider'], {
    user: {
      'auth-provider': {
        name: 'oidc',
        config: { 'idp-issuer-url': 'https://127.0.0.1:1', 'client-id': 'c', 'id-token': '{{idToken}}' },
      },
    },
  }),
  caseOf('auth-provider oidc that has expired', ['auth-provider'], {
    user: {
      'auth-provider': {
        name: 'oidc',
        config: { 'idp-issuer-url': 'https://127.0.0.1:1', 'client-id': 'c', 'id-token': '{{oldIdToken}}' },
      },
    },
  }),
];
