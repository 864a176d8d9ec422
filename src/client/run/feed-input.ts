import type { AttachSocket } from '../attach/attach-socket.js';
import { type Input, readInput } from '../io/input.js';

/**
 * Sends all of the input, then its end. Resolves with `true` when the server has taken both, and with
 * `false` when it ended the session before; rejects where the connection broke, since how much of the
 * input arrived cannot be known then.
 */
export async function feedInput(socket: AttachSocket, input: Input): Promise<boolean> {
  const frames = readInput(input)[Symbol.asyncIterator]();
  const over = socket.ended.then(() => ({ over: true }) as const);
  over.catch(() => {});
  for (;;) {
    // The program may end, and the socket with it, while the input has nothing to say.
    const next = await Promise.race([frames.next(), over]).catch((error) => {
      stopReading(frames);
      throw error;
    });
    if ('over' in next) {
      stopReading(frames);
      return false;
    }
    if (next.done) break;
    if (!(await reached(socket.write(next.value), socket))) return false;
  }
  if (socket.halfClose) await reached(socket.closeInput(), socket);
  await reached(socket.flushed(), socket);
  // Before v5 only the end of the whole connection is an end of input; the log has the rest of the output.
  if (!socket.halfClose) socket.close();
  return true;
}

/** False where the server had ended the session in good order; rejects where the connection broke. */
function reached(sending: Promise<void>, socket: AttachSocket): Promise<boolean> {
  return sending.then(
    () => true,
    () => socket.ended.then(() => false),
  );
}

/** Not awaited: an input that is read from right now would keep it waiting. */
function stopReading(frames: AsyncIterator<Uint8Array>): void {
  frames.return?.().then(undefined, () => {});
}
