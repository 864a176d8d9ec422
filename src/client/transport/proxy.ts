import type http from 'node:http';
import { Socket } from 'node:net';
import tls from 'node:tls';
import { keepAliveDelay } from '../timing.js';
import { openTunnel, userOf } from './open-tunnel.js';
import { within } from './retry.js';

/** Source: kubernetes v1.37 client-go tools/clientcmd/helpers.go parseProxyURL */
export function parseProxy(text: string): URL {
  const proxy = URL.canParse(text) ? new URL(text) : undefined;
  const shown = JSON.stringify(text.replace(/\/\/.*@/, '//…@'));
  if (proxy?.hostname && proxy.port !== '0' && /^(https?|socks|socks5h?):$/.test(proxy.protocol)) {
    if (hasReadableLogin(proxy)) return proxy;
    throw new TypeError(`proxy-url: user and password must be percent-encoded, %25 for a %, in ${shown}`);
  }
  throw new TypeError(`proxy-url: must be an http, https or socks5 URL, got ${shown}`);
}

function hasReadableLogin(proxy: URL): boolean {
  try {
    userOf(proxy);
    return true;
  } catch {
    return false;
  }
}

/** Has an agent open its connections through a proxy, each within `connectTime` milliseconds. */
export function connectThrough(
  proxy: URL,
  {
    secure,
    connectTime,
    closing,
  }: { readonly secure: boolean; readonly connectTime: number; readonly closing: AbortSignal },
): http.Agent['createConnection'] {
  const open = async (options: http.ClientRequestArgs) => {
    const to = { host: options.host ?? '', port: Number(options.port) };
    const socket = await within(connectTime, closing, (signal) => openTunnel(proxy, to, signal));
    socket.setNoDelay(true);
    socket.setKeepAlive(true, keepAliveDelay);
    return secure
      ? tls.connect({ ...options, host: to.host, port: to.port, path: undefined, socket })
      : socket;
  };
  return (options, callback) => {
    open(options).then(
      (socket) => callback?.(null, socket),
      // Of the two, an agent looks at the error first.
      (error) => callback?.(error, new Socket()),
    );
    return undefined;
  };
}
