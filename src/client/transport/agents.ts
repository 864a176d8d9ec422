import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import tls from 'node:tls';
import { type TlsOptions, tlsKeys } from '../../kubeconfig/credentials.js';
import { keepAliveDelay } from '../timing.js';
import type { Connection, Credentials } from './connection.js';
import { connectThrough } from './proxy.js';

/** What the client's connections are opened by. */
export interface Agents {
  /** Keeps connections for the next request; replaced when certificates change. */
  agentFor(credentials: Credentials): http.Agent;
  /** For one connection that is not to be one which the server may be closing just now. */
  freshAgentFor(credentials: Credentials): http.Agent;
  close(): void;
}

/** `connectTime`: milliseconds that a proxy may take to connect. */
export function createAgents({ server, proxy }: Connection, connectTime: number): Agents {
  const secure = server.startsWith('https:');
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  let held: { readonly print: string; readonly agent: http.Agent } | undefined;
  const forwarded = isForwarded({ server, proxy });
  const create = (own: TlsOptions, options: http.AgentOptions, tunnel = !forwarded): http.Agent => {
    if (!tunnel) return proxy?.protocol === 'https:' ? new https.Agent(options) : new http.Agent(options);
    const agent = secure
      ? new https.Agent({ ...options, ...own, ...checkedName(own), ...trustsAny(own) })
      : new http.Agent(options);
    if (proxy)
      agent.createConnection = connectThrough(proxy, { secure, connectTime, closing: closing.signal });
    return agent;
  };
  return {
    agentFor({ tls }) {
      const print = secure ? fingerprint(tls) : '';
      if (held?.print !== print) {
        if (held) retire(held.agent);
        held = { print, agent: create(tls, { keepAlive: true, keepAliveMsecs: keepAliveDelay }) };
      }
      return held.agent;
    },
    // WebSockets are tunnelled always.
    freshAgentFor: ({ tls }) => create(tls, {}, true),
    close() {
      closing.abort(new Error('the client was closed'));
      held?.agent.destroy();
      held = undefined;
    },
  };
}

/** Whether requests are passed on by the proxy, not the connection. */
export function isForwarded({ server, proxy }: Pick<Connection, 'server' | 'proxy'>): boolean {
  return server.startsWith('http:') && /^https?:$/.test(proxy?.protocol ?? '');
}

/** A certificate that is named as an authority is trusted, be it an intermediate or the server's own, as by Go. */
function trustsAny({ ca }: TlsOptions): tls.ConnectionOptions {
  return ca ? { allowPartialTrustChain: true } : {};
}

/** An address is no server name in TLS (RFC 6066): the certificate is held to it all the same. */
function checkedName({ servername }: TlsOptions): tls.ConnectionOptions {
  if (!servername || !isIP(servername)) return {};
  return {
    servername: '',
    checkServerIdentity: (_, certificate) => tls.checkServerIdentity(servername, certificate),
  };
}

/** Requests under way go on; no connection is kept after them. */
function retire(agent: http.Agent): void {
  agent.maxFreeSockets = 0;
  for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy();
}

function fingerprint(tls: TlsOptions): string {
  const hash = createHash('sha256');
  for (const key of tlsKeys) hash.update(`${key}:${String(tls[key] ?? '')}\n`);
  return hash.digest('hex');
}
