import type { ClientContext } from '../context.js';
import { ServerUnavailableError } from '../errors/broken.js';
import { type Scope, sleep } from '../scope.js';
import { attemptsFor, pauseAfter } from '../transport/retry.js';
import { type AttachSink, type AttachSocket, type AttachSpec, openAttach } from './attach-socket.js';

/** How often it is tried where it is refused. */
const attempts = 6;

/**
 * Opens it as soon as the server takes it. Only what surely was not attached is tried again, since the
 * first end of a session ends the input. Nothing is tried after `exit`: a program that is over before it
 * could be attached to has nothing left to say.
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
