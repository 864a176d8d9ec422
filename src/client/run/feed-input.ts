import type { AttachSocket } from '../attach/attach-socket.js';
import type { InputReader } from '../io/input.js';
import { whenQuiet } from '../output/when-quiet.js';
import { sleep } from '../scope.js';
import { inputPassTime } from '../timing.js';

/** Bytes that are sent before the server has read them. */
const ahead = 64 * 1024;
const isOver: unique symbol = Symbol('the session is over');

/**
 * Sends all of the input, then its end. `lastOutput` is when the program last wrote something. Resolves
 * with `true` when the server has taken both, and with `false` when it ended the session before; rejects
 * where the connection broke, since how much of the input arrived cannot be known then.
 */
export async function feedInput(
  socket: AttachSocket,
  reader: InputReader,
  lastOutput: () => number,
  signal: AbortSignal,
): Promise<boolean> {
  const over = socket.ended.then((): typeof isOver => isOver);
  over.catch(() => {});
  for (let unread = 0; ; ) {
    // The program may end, and the socket with it, while the input has nothing to say.
    const frame = await Promise.race([reader.next(), over]);
    if (frame === isOver) return false;
    if (frame === undefined) break;
    if (!(await reached(socket.write(frame), socket))) return false;
    unread += frame.length;
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
  await Promise.race([over, sleep(inputPassTime, signal)]);
  return true;
}

/** False where the server had ended the session in good order; rejects where the connection broke. */
function reached(sending: Promise<void>, socket: AttachSocket): Promise<boolean> {
  return sending.then(
    () => true,
    () => socket.ended.then(() => false),
  );
}
