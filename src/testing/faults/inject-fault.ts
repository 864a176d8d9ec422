import type { Socket } from 'node:net';
import type { Timers } from '../model/timers.js';
import { breakConnection } from './byte-limit.js';
import type { FaultAction } from './fault.js';
import { faultError } from './fault-error.js';

/**
 * Injects a fault before the server handles the request. Returns whether the request is done with that;
 * throws the failure that a fault answers with.
 */
export async function injectFault(
  fault: FaultAction | undefined,
  socket: Socket,
  signal: AbortSignal,
  timers: Timers,
): Promise<'over' | 'goes on'> {
  if (fault?.kind === 'delay') await timers.sleep(fault.ms, signal);
  if (!isBeforeCommit(fault)) return 'goes on';
  if (fault.kind === 'status') throw faultError(fault);
  if (fault.kind === 'drop') breakConnection(socket, fault.reset === true ? 'reset' : 'close');
  return 'over';
}

type FaultBeforeCommit = Extract<FaultAction, { kind: 'drop' | 'hang' | 'status' }>;

export function isBeforeCommit(fault: FaultAction | undefined): fault is FaultBeforeCommit {
  if (fault?.kind === 'status') return fault.when !== 'after-commit';
  return (fault?.kind === 'drop' || fault?.kind === 'hang') && fault.when === 'before-commit';
}
