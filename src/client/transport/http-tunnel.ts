import http, { type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { errorOfSocket } from './socket-error.js';
import {
  endpointOf,
  formatEndpoint,
  loginRefusal,
  nameOf,
  type OpenTunnel,
  refusal,
  userOf,
} from './tunnel.js';

/** Through a proxy that takes `CONNECT`, over TLS where it is `https:`. */
export const httpTunnel: OpenTunnel = (proxy, to, signal) => {
  const secure = proxy.protocol === 'https:';
  const at = endpointOf(proxy, secure ? 443 : 80);
  const outgoing = (secure ? https : http).request({
    ...at,
    method: 'CONNECT',
    path: formatEndpoint(to),
    headers: headersFor(proxy, formatEndpoint(to)),
    agent: false,
    // Otherwise taken from `Host`, which names the server; an address is no name for TLS.
    ...(secure && { servername: isIP(at.host) ? '' : at.host }),
  });
  return new Promise((resolve, reject) => {
    const onAbort = () => outgoing.destroy();
    signal.addEventListener('abort', onAbort, { once: true });
    outgoing.on('close', () => signal.removeEventListener('abort', onAbort));
    outgoing.on('error', (error) =>
      reject(signal.aborted ? signal.reason : errorOfSocket(error, nameOf(proxy), 'NODE_EXTRA_CA_CERTS')),
    );
    outgoing.on('connect', ({ statusCode = 0, statusMessage = '' }, socket) => {
      socket.on('error', () => {});
      const answer = `${statusCode} ${statusMessage}`.trim();
      if (statusCode >= 200 && statusCode < 300) return resolve(socket);
      socket.destroy();
      if (statusCode === 407) return reject(loginRefusal(proxy, answer));
      reject(refusal(proxy, to, answer, statusCode === 429 || statusCode >= 500));
    });
    outgoing.end();
  });
};

function headersFor(proxy: URL, host: string): OutgoingHttpHeaders {
  const login = userOf(proxy);
  if (!login) return { Host: host };
  const basic = Buffer.from(`${login.user}:${login.password}`).toString('base64');
  return { Host: host, 'Proxy-Authorization': `Basic ${basic}` };
}
