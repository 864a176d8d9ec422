import type { Scope } from './scope.js';
import { requestJson } from './transport/answer.js';
import type { Transport } from './transport/transport.js';

/** The minor number of the server's release: 30 of 1.30. Unknown is taken for newer than any. */
export async function readServerMinor(transport: Transport, scope: Scope): Promise<number> {
  const { value } = await requestJson<{ minor?: string; gitVersion?: string }>(
    transport,
    { method: 'GET', path: '/version' },
    { podName: '' },
    scope,
  );
  // `minor` is "30+" on some providers, and empty on servers built without a version.
  const minor = /^\d+/.exec(value.minor ?? '') ?? /^v?1\.(\d+)/.exec(value.gitVersion ?? '')?.slice(1);
  return minor ? Number(minor[0]) : Number.POSITIVE_INFINITY;
}
