import type { Case } from './run-case.js';
import { caseOf } from './write-case.js';

const at = { server: 'http://api.test:{{http}}' };
const secureAt = { server: 'https://api.test:{{https}}', 'certificate-authority-data': '{{caData}}' };

const urlCase = (name: string, proxy: string, cluster: object = secureAt): Case =>
  caseOf(`proxy-url: ${name}`, ['proxy-url'], {
    cluster: { ...cluster, 'proxy-url': proxy },
    user: { token: 't', as: 'jane' },
  });

function envCase(name: string, env: Readonly<Record<string, string>>, cluster: object = at): Case {
  const fields = Object.keys(env).map((each) => each.toUpperCase());
  return caseOf(
    `environment: ${name}`,
    [...new Set(fields)],
    { cluster: { ...cluster } },
    {
      env: { KUBECONFIG: '{{folder}}/config', ...env },
    },
  );
}

const proxy = 'http://127.0.0.1:{{httpProxy}}';

/** One entry of `NO_PROXY`, and a host that it is for or not. */
const noProxy = (list: string, host = 'api.test') =>
  envCase(
    `NO_PROXY=${list} for ${host}`,
    { HTTP_PROXY: proxy, NO_PROXY: list },
    { server: `http://${host}:{{http}}` },
  );

export const proxyCases: readonly Case[] = [
  urlCase('http', 'http://127.0.0.1:{{httpsProxy}}'),
  urlCase('http, to plain http', proxy, at),
  urlCase('http with a login', 'http://me:p%40ss@127.0.0.1:{{httpsProxy}}'),
  urlCase('http with a login, to plain http', 'http://me:p%40ss@127.0.0.1:{{httpProxy}}', at),
  urlCase('socks5', 'socks5://127.0.0.1:{{socksProxy}}'),
  urlCase('socks5 with a login', 'socks5://me:p%40ss@127.0.0.1:{{socksLoginProxy}}'),
  urlCase('socks5 with a wrong login', 'socks5://me:wrong@127.0.0.1:{{socksLoginProxy}}'),
  urlCase('socks5h', 'socks5h://127.0.0.1:{{socksProxy}}'),
  urlCase('another scheme', 'ftp://127.0.0.1:{{httpProxy}}'),
  urlCase('no scheme', '127.0.0.1:{{httpProxy}}'),
  urlCase('port 0', 'http://127.0.0.1:0', at),
  urlCase('empty', '', { server: 'https://127.0.0.1:{{https}}', 'insecure-skip-tls-verify': true }),
  urlCase('for a server on loopback', 'http://127.0.0.1:{{httpProxy}}', {
    server: 'http://0.0.0.0:{{http}}',
  }),
  envCase('HTTP_PROXY', { HTTP_PROXY: proxy }),
  envCase('http_proxy', { http_proxy: proxy }),
  envCase('HTTP_PROXY goes before http_proxy', { HTTP_PROXY: proxy, http_proxy: 'http://127.0.0.1:1' }),
  envCase('HTTP_PROXY without a scheme', { HTTP_PROXY: '127.0.0.1:{{httpProxy}}' }),
  envCase('HTTP_PROXY with a login', { HTTP_PROXY: 'http://me:p@127.0.0.1:{{httpProxy}}' }),
  envCase('HTTP_PROXY in a CGI program', { HTTP_PROXY: proxy, REQUEST_METHOD: 'GET' }),
  envCase('HTTPS_PROXY', { HTTPS_PROXY: 'http://127.0.0.1:{{httpsProxy}}' }, secureAt),
  envCase('https_proxy', { https_proxy: 'http://127.0.0.1:{{httpsProxy}}' }, secureAt),
  envCase('HTTPS_PROXY, socks5', { HTTPS_PROXY: 'socks5://127.0.0.1:{{socksProxy}}' }, secureAt),
  envCase('HTTPS_PROXY, socks5h', { HTTPS_PROXY: 'socks5h://127.0.0.1:{{socksProxy}}' }, secureAt),
  envCase(
    'HTTPS_PROXY is not for plain http',
    { HTTPS_PROXY: 'http://127.0.0.1:1' },
    { server: 'http://127.0.0.1:{{http}}' },
  ),
  envCase('HTTP_PROXY is not for https', { HTTP_PROXY: proxy }, secureAt),
  envCase('ALL_PROXY is none', { ALL_PROXY: proxy }),
  envCase(
    'proxy-url goes before HTTPS_PROXY',
    { HTTPS_PROXY: 'http://127.0.0.1:1' },
    {
      ...secureAt,
      'proxy-url': 'http://127.0.0.1:{{httpsProxy}}',
    },
  ),
  envCase(
    'HTTP_PROXY is not for loopback',
    { HTTP_PROXY: 'http://127.0.0.1:1' },
    { server: 'http://127.0.0.1:{{http}}' },
  ),
  envCase(
    'HTTP_PROXY is not for localhost',
    { HTTP_PROXY: 'http://127.0.0.1:1' },
    { server: 'http://localhost:{{http}}' },
  ),
  noProxy('*'),
  noProxy('api.test'),
  noProxy('API.TEST'),
  noProxy(' other.test , api.test '),
  noProxy('.test'),
  noProxy('*.test'),
  noProxy('test'),
  noProxy('pi.test'),
  noProxy('.api.test'),
  noProxy('*.api.test'),
  noProxy('api.test', 'sub.api.test'),
  noProxy('.api.test', 'sub.api.test'),
  noProxy('api.test:{{http}}'),
  noProxy('api.test:1'),
  noProxy('0.0.0.0', '0.0.0.0'),
  noProxy('0.0.0.0/8', '0.0.0.0'),
  noProxy('0.0.0.0/40', '0.0.0.0'),
  noProxy('10.0.0.0/8', '0.0.0.0'),
  noProxy('0.0.0.0:{{http}}', '0.0.0.0'),
  noProxy('0.0.0.0:1', '0.0.0.0'),
  noProxy('10.0.0.0/16', '10.1.2.3'),
];
