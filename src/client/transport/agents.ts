import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { type Connection, type Credentials, type TlsOptions, tlsKeys } from './connection.js';
import { connectThrough } from './proxy.js';

/** What the client's connections are opened by. */
export interface Agents {
  /** Keeps connections for the next request; replaced when certificates change. */
  agentFor(credentials: Credentials): http.Agent;
  /** For one connection that is not to be one which the server may be closing just now. */
  freshAgentFor(credentials: Credentials): http.Agent;
  close(): void;
}

/** `patience`: milliseconds that a proxy may take to connect. */
export function createAgents({ server, proxy }: Connection, patience: number): Agents {
  const secure = server.startsWith('https:');
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  let held: { readonly print: string; readonly agent: http.Agent } | undefined;
  const create = (tls: TlsOptions, options: http.AgentOptions): http.Agent => {
    const agent = secure ? new https.Agent({ ...options, ...tls }) : new http.Agent(options);
    if (proxy) agent.createConnection = connectThrough(proxy, { secure, patience, closing: closing.signal });
    return agent;
  };
  return {
    agentFor({ tls }) {
      const print = secure ? fingerprint(tls) : '';
      if (held?.print !== print) {
        if (held) retire(held.agent);
        held = { print, agent: create(tls, { keepAlive: true, keepAliveMsecs: 15_000 }) };
      }
      return held.agent;
    },
    freshAgentFor: ({ tls }) => create(tls, {}),
    close() {
      closing.abort(new Error('the client was closed'));
      held?.agent.destroy();
      held = undefined;
    },
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
