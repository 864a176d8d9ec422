import type { CliIo } from '../io.js';
import { printable } from './print.js';

/** A line on the terminal that says what is being waited for, and how long already. */
export interface Progress {
  show(state: string): void;
  /** Removes the line until it is shown again, so that other output can be written. */
  hide(): void;
  end(): void;
}

const silent: Progress = { show: () => undefined, hide: () => undefined, end: () => undefined };
const clearLine = '\r\u001b[K';
/** Milliseconds: the line tells seconds. */
const redrawInterval = 1_000;

/** Shows nothing where standard error is not a terminal, so that logs have no progress lines. */
export function startProgress({ stderr }: CliIo, quiet: boolean): Progress {
  if (quiet || stderr.isTTY !== true) return silent;
  const since = Date.now();
  let state = '';
  let isDrawn = false;
  const draw = () => {
    if (state === '') return;
    const elapsed = ` (${Math.floor((Date.now() - since) / 1000)}s)`;
    const room = Math.max(10, (stderr.columns || 80) - elapsed.length - 1);
    const text = printable(state.replaceAll('\n', ' '));
    stderr.write(`${clearLine}${text.length > room ? `${text.slice(0, room - 1)}…` : text}${elapsed}`);
    isDrawn = true;
  };
  const hide = () => {
    if (isDrawn) stderr.write(clearLine);
    isDrawn = false;
  };
  const timer = setInterval(draw, redrawInterval);
  timer.unref();
  return {
    show(next) {
      state = next;
      draw();
    },
    hide,
    end() {
      clearInterval(timer);
      hide();
      state = '';
    },
  };
}
