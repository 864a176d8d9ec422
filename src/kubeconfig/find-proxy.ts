import { BlockList, isIP } from 'node:net';
import { KubeConfigError } from './error.js';
import type { Environment } from './find-files.js';

/**
 * The proxy that a kubeconfig names.
 *
 * Source: kubernetes v1.37 client-go tools/clientcmd/helpers.go parseProxyURL
 */
export function readProxyUrl(text: string, where: string): URL {
  if (URL.canParse(text)) {
    const url = new URL(text);
    if (isAddress(url) && /^(https?|socks5):$/.test(url.protocol)) return url;
  }
  const shown = JSON.stringify(text.replace(/\/\/.*@/, '//…@'));
  throw new KubeConfigError(`${where}: must be an http, https or socks5 URL, got ${shown}`);
}

/** Port 0 is none, for which Node takes the default. */
function isAddress({ hostname, port }: URL): boolean {
  return hostname !== '' && port !== '0';
}

/**
 * The proxy that the environment has for a server, if any.
 *
 * Source: golang.org/x/net/http/httpproxy FromEnvironment, proxyForURL
 */
export function findProxy(server: string, env: Environment): URL | undefined {
  const url = new URL(server);
  const secure = url.protocol === 'https:';
  const text = secure ? env['HTTPS_PROXY'] || env['https_proxy'] : env['HTTP_PROXY'] || env['http_proxy'];
  if (!text || !usesProxy(url, env['NO_PROXY'] || env['no_proxy'] || '')) return undefined;
  if (!secure && env['REQUEST_METHOD']) {
    throw new KubeConfigError('HTTP_PROXY is not used in a CGI program, whose caller could have set it');
  }
  // A host and port, without a scheme, is an http proxy.
  for (const candidate of [text, `http://${text}`]) {
    if (!URL.canParse(candidate)) continue;
    const proxy = new URL(candidate);
    if (isAddress(proxy) && /^(https?|socks5h?):$/.test(proxy.protocol)) return proxy;
  }
  const shown = JSON.stringify(text.replace(/^.*@/, '…@'));
  throw new KubeConfigError(`${secure ? 'HTTPS_PROXY' : 'HTTP_PROXY'}: must be a proxy's URL, got ${shown}`);
}

/** Source: golang.org/x/net/http/httpproxy useProxy, init */
function usesProxy(url: URL, noProxy: string): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  if (host === 'localhost' || isLoopback(host)) return false;
  return !noProxy.split(',').some((entry) => matches(entry.trim().toLowerCase(), host, port));
}

function isLoopback(host: string): boolean {
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8, 'ipv4');
  loopback.addAddress('::1', 'ipv6');
  return contains(loopback, host);
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '') return false;
  if (entry === '*') return true;
  const [address = '', prefix] = entry.split('/');
  if (prefix !== undefined) return matchesSubnet(address, Number(prefix), host);
  const [, bracketed, name = bracketed ?? '', at] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [
    undefined,
    undefined,
    entry,
  ];
  if (at !== undefined && at !== port) return false;
  if (isIP(name)) return matchesSubnet(name, isIP(name) === 4 ? 32 : 128, host);
  if (isIP(host) || name === '') return false;
  const suffix = name.replace(/^\*\./, '.');
  return suffix.startsWith('.') ? host.endsWith(suffix) : host === suffix || host.endsWith(`.${suffix}`);
}

function matchesSubnet(address: string, prefix: number, host: string): boolean {
  const family = isIP(address);
  if (family === 0 || !(prefix >= 0 && prefix <= (family === 4 ? 32 : 128))) return false;
  const subnet = new BlockList();
  subnet.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  return contains(subnet, host);
}

/** An IPv4 address may be written as an IPv6 one. */
function contains(list: BlockList, host: string): boolean {
  const family = isIP(host);
  return family !== 0 && list.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
