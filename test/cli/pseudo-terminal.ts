import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { hang } from '../limits.js';

const call = promisify(execFile);

/** Whether there is script(1) of util-linux, which gives a program a terminal. */
export const hasPseudoTerminals = /util-linux/.test(
  spawnSync('script', ['--version']).stdout?.toString() ?? '',
);

/** A program in a terminal of its own, with a shell that outlives it. */
export interface PseudoTerminal {
  type(keys: string): void;
  /** All that the screen was sent. */
  shown(): string;
  /** Resolves once the screen has this text; rejects if the program ends before. */
  sees(text: string): Promise<void>;
  resize(columns: number, rows: number): Promise<void>;
  /** What stty(1) says of the terminal: `icanon` where it is as a shell has it, `-icanon` where it is raw. */
  mode(): Promise<string>;
  kill(signal: NodeJS.Signals): Promise<void>;
  readonly ended: Promise<{ readonly code: number; readonly mode: string; readonly shown: string }>;
}

/** What stty(1) says of a terminal's mode, each word on its own: `-icanon` is no `icanon`. */
export const words = (mode: string) => mode.split(/[\s;]+/);
/** The words of a terminal that is as a shell has it. */
export const asBefore = expect.arrayContaining(['icanon', 'echo', 'isig', 'icrnl', 'opost', 'onlcr']);

/** Has a shell say the size of its terminal, `ROWS COLUMNS`, on a line of its own, from when that is so. */
export const untilSize = (size: string) =>
  `until [ "$(stty size)" = "${size}" ]; do sleep 0.1; done; stty size\r`;

/** In a folder, what the shell notes: the terminal's name, the program's pid, its exit code, the mode after it. */
const wrapper = `
trap : INT TERM
stty cols 90 rows 30
tty > "$NOTES/tty"
sh -c 'echo $$ > "$NOTES/pid"; exec "$@"' sh "$@"
echo $? > "$NOTES/code"
stty -a > "$NOTES/mode"
`;

/** Starts `words`, for as long as `timeout` milliseconds; the terminal has 90 columns and 30 rows. */
export async function openTerminal(
  words: readonly string[],
  { env = {}, timeout = hang }: { readonly env?: NodeJS.ProcessEnv; readonly timeout?: number } = {},
): Promise<PseudoTerminal> {
  const notes = await mkdtemp(join(tmpdir(), 'pty-'));
  const command = ['sh', '-c', wrapper, 'sh', ...words].map(quote).join(' ');
  const child = spawn('script', ['-qfc', command, '/dev/null'], {
    env: { ...process.env, ...env, NOTES: notes, SHELL: '/bin/sh' },
    timeout,
  });
  const chunks: Buffer[] = [];
  const shown = () => Buffer.concat(chunks).toString('utf8');
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
  child.stdin.on('error', () => undefined);
  const note = async (name: string) => (await readFile(join(notes, name), 'utf8')).trim();
  const ended = new Promise((resolve) => child.once('close', resolve)).then(async () => {
    const [code, mode] = await Promise.all([note('code'), note('mode')]).finally(() =>
      rm(notes, { recursive: true }),
    );
    return { code: Number(code), mode, shown: shown() };
  });
  ended.catch(() => undefined);
  const sees = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => shown().includes(text) && resolve();
      child.stdout.on('data', look);
      child.once('close', () => reject(new Error(`ended without ${JSON.stringify(text)}: ${shown()}`)));
      look();
    });
  return {
    type: (keys) => void child.stdin.write(keys),
    shown,
    sees,
    resize: async (columns, rows) => {
      await call('stty', ['-F', await note('tty'), 'cols', String(columns), 'rows', String(rows)]);
    },
    mode: async () => (await call('stty', ['-F', await note('tty'), '-a'])).stdout,
    kill: async (signal) => void process.kill(Number(await note('pid')), signal),
    ended,
  };
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
