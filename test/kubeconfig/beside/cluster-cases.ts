import type { Case } from './run-case.js';
import { caseOf, configOf, explain, files, insecure, plain, reasons, secure } from './write-case.js';

export const clusterCases: readonly Case[] = [
  caseOf('plain http', ['server'], { cluster: plain }),
  caseOf('plain http with a token', ['server', 'token'], { cluster: plain, user: { token: 't' } }),
  explain(
    reasons.overHttp,
    caseOf('plain http, insecure, with a token', ['server', 'token', 'insecure-skip-tls-verify'], {
      cluster: { ...plain, 'insecure-skip-tls-verify': true },
      user: { token: 't' },
    }),
  ),
  caseOf('plain http with a password', ['server', 'username'], {
    cluster: plain,
    user: { username: 'me', password: 'p' },
  }),
  caseOf('plain http and whom to act as', ['server', 'as'], { cluster: plain, user: { as: 'jane' } }),
  caseOf('no scheme', ['server'], { cluster: { server: '127.0.0.1:{{http}}' } }),
  caseOf('no scheme, a name', ['server'], { cluster: { server: 'localhost:{{http}}' } }),
  caseOf('no scheme, with an authority', ['server', 'certificate-authority-data'], {
    cluster: { ...secure, server: '127.0.0.1:{{https}}' },
    user: { token: 't' },
  }),
  explain(
    reasons.overHttp,
    caseOf('no scheme, insecure', ['server', 'insecure-skip-tls-verify'], {
      cluster: { ...insecure, server: '127.0.0.1:{{http}}' },
      user: { token: 't' },
    }),
  ),
  caseOf('no scheme, a path', ['server'], { cluster: { server: '127.0.0.1:{{http}}/prefix' } }),
  caseOf('a path', ['server'], { cluster: { server: 'http://127.0.0.1:{{http}}/a/prefix' } }),
  caseOf('a path with a slash', ['server'], { cluster: { server: 'http://127.0.0.1:{{http}}/a/prefix/' } }),
  caseOf('a path and a query', ['server'], { cluster: { server: 'http://127.0.0.1:{{http}}/a?b=c#d' } }),
  caseOf('a path with several slashes', ['server'], {
    cluster: { server: 'http://127.0.0.1:{{http}}//a//b' },
  }),
  caseOf('slashes without a scheme', ['server'], { cluster: { server: '//127.0.0.1:{{http}}' } }),
  caseOf('a blank before the server', ['server'], { cluster: { server: ' http://127.0.0.1:{{http}}' } }),
  caseOf('port 0', ['server'], { cluster: { server: 'http://127.0.0.1:0' } }),
  caseOf('a scheme in capitals', ['server'], { cluster: { server: 'HTTP://127.0.0.1:{{http}}' } }),
  caseOf('another scheme', ['server'], { cluster: { server: 'ftp://127.0.0.1:{{http}}' } }),
  caseOf('user and password in the address', ['server'], {
    cluster: { server: 'http://me:p%40ss@127.0.0.1:{{http}}' },
  }),
  caseOf('an empty server', ['server'], { cluster: { server: '' } }),
  caseOf('a server in capitals', ['server'], { cluster: { Server: 'http://127.0.0.1:{{http}}' } }),
  caseOf('https and no authority', ['certificate-authority'], {
    cluster: { server: 'https://127.0.0.1:{{https}}' },
  }),
  caseOf('authority data', ['certificate-authority-data'], { user: { token: 't' } }),
  caseOf(
    'an authority file, relative',
    ['certificate-authority'],
    {
      cluster: { server: secure.server, 'certificate-authority': 'ca.crt' },
    },
    { files },
  ),
  caseOf(
    'an authority file, absolute',
    ['certificate-authority'],
    {
      cluster: { server: secure.server, 'certificate-authority': '{{folder}}/ca.crt' },
    },
    { files },
  ),
  caseOf('an authority file that is not there', ['certificate-authority'], {
    cluster: { server: secure.server, 'certificate-authority': 'none.crt' },
  }),
  caseOf('an authority file that is not there, over plain http', ['certificate-authority'], {
    cluster: { ...plain, 'certificate-authority': 'none.crt' },
  }),
  caseOf(
    'an authority file in a tilde',
    ['certificate-authority'],
    {
      cluster: { server: secure.server, 'certificate-authority': '~/ca.crt' },
    },
    { files: { 'home/ca.crt': '{{ca}}' } },
  ),
  caseOf(
    'an authority file in a variable',
    ['certificate-authority'],
    {
      cluster: { server: secure.server, 'certificate-authority': '$HOME/ca.crt' },
    },
    { files: { 'home/ca.crt': '{{ca}}' } },
  ),
  caseOf(
    'an authority file and data',
    ['certificate-authority', 'certificate-authority-data'],
    {
      cluster: { ...secure, 'certificate-authority': 'ca.crt' },
    },
    { files },
  ),
  caseOf(
    'an authority file that is empty',
    ['certificate-authority'],
    {
      cluster: { server: secure.server, 'certificate-authority': 'empty.crt' },
    },
    { files: { 'empty.crt': '' } },
  ),
  caseOf('an authority that is none', ['certificate-authority-data'], {
    cluster: { server: secure.server, 'certificate-authority-data': 'bm9uZQ==' },
  }),
  caseOf('an authority that is no base64', ['certificate-authority-data'], {
    cluster: { server: secure.server, 'certificate-authority-data': 'not base64!' },
  }),
  caseOf('authority data with line ends', ['certificate-authority-data'], {
    cluster: { server: secure.server, 'certificate-authority-data': '{{caDataLines}}' },
  }),
  caseOf(
    'an authority and its neighbours',
    ['certificate-authority'],
    {
      cluster: { server: secure.server, 'certificate-authority': 'all.crt' },
    },
    {
      files: {
        'all.crt': 'a comment\n-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----\n{{key}}{{ca}}',
      },
    },
  ),
  caseOf(
    'the certificate of the server itself',
    ['certificate-authority'],
    {
      cluster: { server: secure.server, 'certificate-authority': 'leaf.crt' },
    },
    { files: { 'leaf.crt': '{{serverCert}}' } },
  ),
  caseOf('insecure', ['insecure-skip-tls-verify'], { cluster: insecure, user: { token: 't' } }),
  caseOf(
    'insecure, in words of YAML 1.1',
    ['insecure-skip-tls-verify'],
    {},
    {
      files: { config: configOf({ cluster: insecure }).replace('verify: true', 'verify: yes') },
    },
  ),
  caseOf('insecure and an authority', ['insecure-skip-tls-verify', 'certificate-authority-data'], {
    cluster: { ...secure, 'insecure-skip-tls-verify': true },
  }),
  explain(
    reasons.overHttp,
    caseOf(
      'insecure and an authority, over plain http',
      ['insecure-skip-tls-verify', 'certificate-authority-data'],
      {
        cluster: { ...secure, ...plain, 'insecure-skip-tls-verify': true },
      },
    ),
  ),
  caseOf('insecure as text', ['insecure-skip-tls-verify'], {
    cluster: { ...insecure, 'insecure-skip-tls-verify': 'true' },
  }),
  caseOf('a name to check', ['tls-server-name'], { cluster: { ...secure, 'tls-server-name': 'named.test' } }),
  caseOf('a name to check that is wrong', ['tls-server-name'], {
    cluster: { ...secure, 'tls-server-name': 'wrong.test' },
  }),
  caseOf('an address to check', ['tls-server-name'], {
    cluster: { ...secure, 'tls-server-name': '127.0.0.1' },
  }),
  caseOf('a name to check, insecure', ['tls-server-name', 'insecure-skip-tls-verify'], {
    cluster: { ...insecure, 'tls-server-name': 'wrong.test' },
  }),
  caseOf('a host by name', ['server'], { cluster: { ...secure, server: 'https://localhost:{{https}}' } }),
  explain(
    reasons.compression,
    caseOf('no compression', ['disable-compression'], { cluster: { ...plain, 'disable-compression': true } }),
  ),
  caseOf('compression', ['disable-compression'], { cluster: { ...plain, 'disable-compression': false } }),
];
