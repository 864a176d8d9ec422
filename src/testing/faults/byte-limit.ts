import type { Socket } from 'node:net';
import type { FaultAction } from './fault.js';

/** Counts the bytes of an answer up to where a `cut` fault ends it. */
export interface ByteLimitFault {
  /** As much of the data as may still pass. */
  take(data: Buffer): Buffer;
  /** Breaks the connection once nothing may pass any more. */
  finish(): void;
  /** Whether nothing passes any more, not even an end in good order. */
  isOver(): boolean;
  /** Whether nothing passes any more on a connection that is left open. */
  isSilent(): boolean;
}

const unlimited: ByteLimitFault = {
  take: (data) => data,
  finish: () => {},
  isOver: () => false,
  isSilent: () => false,
};

export function limitBytes(socket: Socket, fault: FaultAction | undefined): ByteLimitFault {
  if (fault?.kind !== 'cut') return unlimited;
  const { how = 'close' } = fault;
  let left = fault.afterBytes;
  let done = false;
  return {
    take(data) {
      const allowed = data.subarray(0, left);
      // a part that does not fit uses up what is left
      left -= allowed.length;
      return allowed;
    },
    finish() {
      if (left > 0 || done) return;
      done = true;
      // what was written before must still arrive
      if (how !== 'silent') setImmediate(() => breakConnection(socket, how));
    },
    isOver: () => done,
    isSilent: () => done && how === 'silent',
  };
}

export function breakConnection(socket: Socket, how: 'close' | 'reset'): void {
  if (how === 'reset' && !socket.destroyed) socket.resetAndDestroy();
  else socket.destroy();
}
