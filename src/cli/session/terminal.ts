import { spawnSync } from 'node:child_process';
import type { CliIo } from '../io.js';

/** The terminal of the user while it belongs to a container. */
export interface RawTerminal {
  size(): { readonly columns: number; readonly rows: number } | undefined;
  /** Calls `listener` with each new size; answers how to stop. */
  onResize(listener: (size: { readonly columns: number; readonly rows: number }) => void): () => void;
  /** Gives the terminal back as it was. */
  restore(): void;
}

/** Hands every key to the container, Ctrl-C included; undefined where standard input is no terminal. */
export function takeTerminal({ stdin, stdout }: CliIo): RawTerminal | undefined {
  if (stdin.isTTY !== true || stdin.setRawMode === undefined) return undefined;
  stdin.setRawMode(true);
  leaveOutputAlone(stdin);
  const restore = () => void stdin.setRawMode?.(false);
  // whatever ends the process, the shell is to get a terminal that echoes
  process.once('exit', restore);
  const size = () => {
    const { columns, rows } = stdout;
    return columns === undefined || rows === undefined ? undefined : { columns, rows };
  };
  return {
    size,
    onResize(listener) {
      const onResize = () => {
        const current = size();
        if (current !== undefined) listener(current);
      };
      stdout.on('resize', onResize);
      return () => stdout.off('resize', onResize);
    },
    restore() {
      process.off('exit', restore);
      restore();
    },
  };
}

/**
 * Node's raw mode still has a carriage return put before each newline, which moves the lines of programs
 * that fill the screen. Taken back with the rest of the mode.
 */
function leaveOutputAlone({ fd }: CliIo['stdin']): void {
  if (fd === undefined || process.platform === 'win32') return;
  spawnSync('stty', ['-opost'], { stdio: [fd, 'ignore', 'ignore'] });
}
