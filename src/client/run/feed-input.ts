import type { AttachSocket } from '../attach/attach-socket.js';
import { type Input, readInput } from '../io/input.js';
import { whenQuiet } from '../output/when-quiet.js';
import { sleep } from '../scope.js';

/** Bytes that are sent before the server has read them. */
const ahead = 64 * 1024;
/** Milliseconds that a connection is to last after the input, for the server to pass it on to the node. */
const passingOn = 1_000;

/**
 * Sends all of the input, then its end. `lastOutput` is when the program last wrote something. Resolves
 * with `true` when the server has taken both, and with `false` when it ended the session before; rejects
 * where the connection broke, since how much of the input arrived cannot be known then.
 */
export async function feedInput(
  socket: AttachSocket,
  input: Input,
  lastOutput: () => number,
  signal: AbortSignal,
): Promise<boolean> {
  const frames = readInput(input)[Symbol.asyncIterator]();
  const over = socket.ended.then(() => ({ over: true }) as const);
  over.catch(() => {});
  for (let unread = 0; ; ) {
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
    unread += next.value.length;
    if (unread < ahead) continue;
    // A write to a session that the server has ended makes Node drop the socket, and the server's last
    // words with it; a server that has just answered is hardly ending it.
    if (!(await reached(socket.flushed(), socket))) return false;
    unread = 0;
  }
  // Nothing may follow the end of input: a server that is done closes its socket, and what it had not
  // read by then makes that a reset, which takes its last words with it.
  if (!(await reached(socket.flushed(), socket))) return false;
  await Promise.race([over, whenQuiet(lastOutput, signal)]);
  if (!socket.halfClose) {
    // Before v5 only the end of the whole is an end of input; the log has the rest of the output.
    socket.close();
    return true;
  }
  await reached(socket.closeInput(), socket);
  await Promise.race([over, sleep(passingOn, signal)]);
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
