import type { Minor } from '../../index.js';
import { minorNumber } from '../api/context.js';

/** How frames are written: bytes, or text that browsers can read. */
export interface Protocol {
  readonly name: string;
  readonly base64: boolean;
  /** Whether the error channel has a Status; before v4 it has words, and nothing where all is well. */
  readonly hasStatus: boolean;
}

/** In the server's order. Source: kubernetes v1.37 streaming pkg/httpstream/wsstream/conn.go */
const known: readonly Protocol[] = [
  { name: 'v5.channel.k8s.io', base64: false, hasStatus: true },
  { name: 'v4.channel.k8s.io', base64: false, hasStatus: true },
  { name: 'v4.base64.channel.k8s.io', base64: true, hasStatus: true },
  { name: 'channel.k8s.io', base64: false, hasStatus: false },
  { name: 'base64.channel.k8s.io', base64: true, hasStatus: false },
];

/** What a client that names none gets. */
export const unnamed: Protocol = { name: '', base64: false, hasStatus: false };

/** Before 1.30 nobody translated v5: the runtime got what the client offered. */
export function chooseProtocol(offered: readonly string[], minor: Minor): Protocol | undefined {
  if (offered.length === 0) return unnamed;
  const spoken = minorNumber(minor) >= 30 ? known : known.slice(1);
  return spoken.find(({ name }) => offered.includes(name));
}
