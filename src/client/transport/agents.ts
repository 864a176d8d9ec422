import { createHash } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { type Credentials, type TlsOptions, tlsKeys } from './connection.js';

/** The client's own keep-alive agents: one at a time, replaced when certificates change. */
export interface Agents {
  agentFor(credentials: Credentials): http.Agent;
  close(): void;
}

export function createAgents(secure: boolean): Agents {
  let held: { readonly print: string; readonly agent: http.Agent } | undefined;
  const retired = new Set<http.Agent>();
  return {
    agentFor({ tls, agent }) {
      if (agent) return agent;
      const print = secure ? fingerprint(tls) : '';
      if (held?.print !== print) {
        if (held) retired.add(held.agent);
        const options = { keepAlive: true, keepAliveMsecs: 15_000 };
        held = {
          print,
          agent: secure ? new https.Agent({ ...options, ...tls }) : new http.Agent(options),
        };
      }
      return held.agent;
    },
    close() {
      held?.agent.destroy();
      for (const agent of retired) agent.destroy();
      retired.clear();
      held = undefined;
    },
  };
}

function fingerprint(tls: TlsOptions): string {
  const hash = createHash('sha256');
  for (const key of tlsKeys) hash.update(`${key}:${String(tls[key] ?? '')}\n`);
  return hash.digest('hex');
}
