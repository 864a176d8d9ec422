import { type Minor, minors, newestMinor } from '../../generated/facts/minors.js';
import { RbacForbiddenError } from './errors/refused.js';
import type { Scope } from './scope.js';
import { requestJson } from './transport/answer.js';
import type { Transport } from './transport/transport.js';

/**
 * The minor to validate containers for: the server's. A newer one than this library knows is validated as
 * the newest, an older one as the oldest; the server has the last word in any case.
 */
export async function readServerMinor(transport: Transport, scope: Scope): Promise<Minor> {
  const spec = { method: 'GET', path: '/version' } as const;
  try {
    const { value } = await requestJson<{ minor?: string; gitVersion?: string }>(
      transport,
      spec,
      { podName: '' },
      scope,
    );
    // `minor` is "30+" on some providers, and empty on servers built without a version.
    const minor = /^\d+/.exec(value.minor ?? '')?.[0] ?? /^v?1\.(\d+)/.exec(value.gitVersion ?? '')?.[1];
    return minor === undefined ? newestMinor : findNearestMinor(Number(minor));
  } catch (error) {
    if (error instanceof RbacForbiddenError) return newestMinor;
    throw error;
  }
}

/** The supported minor that is nearest to one of any number. */
export function findNearestMinor(number: number): Minor {
  const oldest = Number(minors[0].slice(2));
  return minors[Math.min(Math.max(number - oldest, 0), minors.length - 1)] ?? newestMinor;
}
