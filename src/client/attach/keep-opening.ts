import type { ClientContext } from '../context.js';
import { ServerUnavailableError } from '../errors/broken.js';
import { type Scope, sleep } from '../scope.js';
import { attemptsFor, pauseAfter } from '../transport/retry.js';
import { type AttachSink, type AttachSocket, type AttachSpec, openAttach } from './attach-socket.js';

/** How many times opening is tried where the server refuses it. */
const attempts = 6;

/**
 * Opens the socket, with retries. Retries only where the server surely did not attach, since a session
 * that ends also ends the input of the container. Stops at `exit`: after its end nothing can be attached to.
 */
export async function keepOpening(
  context: ClientContext,
  spec: AttachSpec,
  sink: AttachSink,
  scope: Scope,
  exit?: Promise<unknown>,
): Promise<AttachSocket> {
  for (let tries = 1; ; tries++) {
    try {
      return await openAttach(context, { ...spec, attempt: tries }, sink, scope.signal);
    } catch (error) {
      if (!(error instanceof ServerUnavailableError) || !error.transient) throw error;
      if (tries >= attemptsFor(error, context.transport, attempts)) throw error;
      scope.note(`last error: ${error.message}`, error);
      const pause = sleep(pauseAfter(error, tries), scope.signal).then(() => false);
      if (await Promise.race([pause, ...(exit ? [exit.then(() => true)] : [])])) throw error;
    }
  }
}
