import type { CliIo } from '../io.js';
import { printable } from '../printable.js';

/** A line on the terminal that says what is being waited for, and how long already. */
export interface Progress {
  show(state: string): void;
  /** Takes the line away, so that what follows starts on a clean one. */
  end(): void;
}

const silent: Progress = { show: () => undefined, end: () => undefined };
const clearLine = '\r\u001b[K';

/** Shows nothing where standard error is no terminal: a log is to hold what happened, not what was waited for. */
export function startProgress(io: CliIo, quiet: boolean): Progress {
  if (quiet || io.stderr.isTTY !== true) return silent;
  const since = Date.now();
  let state = '';
  const draw = () => {
    if (state === '') return;
    const elapsed = ` (${Math.floor((Date.now() - since) / 1000)}s)`;
    const room = Math.max(10, (io.stderr.columns || 80) - elapsed.length - 1);
    const text = printable(state.replaceAll('\n', ' '));
    io.stderr.write(`${clearLine}${text.length > room ? `${text.slice(0, room - 1)}…` : text}${elapsed}`);
  };
  const timer = setInterval(draw, 1_000);
  timer.unref();
  return {
    show(next) {
      state = next;
      draw();
    },
    end() {
      clearInterval(timer);
      if (state !== '') io.stderr.write(clearLine);
      state = '';
    },
  };
}
