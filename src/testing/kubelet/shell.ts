import type { ContainerIo, ProgramExit } from './behaviour.js';
import { Interrupted } from './input.js';
import { findUnknownSyntax, splitCommands, splitWords } from './shell-words.js';

/**
 * A shell just large enough for tests: lists of simple commands (`;`, newline, `&&`, `||`), quotes,
 * `$NAME`, `$?`, `>&2`, and the commands in `builtins`. Anything else is refused with a message that names
 * it. Reads its commands from `-c` or from stdin.
 */
export async function runShell(io: ContainerIo): Promise<ProgramExit> {
  const shell: Shell = { io, env: { ...io.env }, status: 0, pending: Buffer.alloc(0) };
  const script = io.argv[1] === '-c' ? (io.argv[2] ?? '') : undefined;
  if (script !== undefined) return (await runScript(shell, script)) ?? { exitCode: shell.status };
  for (;;) {
    try {
      if (io.container.tty === true) await io.write('/ # ');
      const line = await readLine(shell);
      if (line === undefined) return { exitCode: shell.status };
      const exit = await runScript(shell, line);
      if (exit !== undefined) return exit;
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      shell.status = 130;
    }
  }
}

interface Shell {
  readonly io: ContainerIo;
  readonly env: Record<string, string>;
  status: number;
  /** Input that was read but not used yet. */
  pending: Buffer;
}

async function runScript(shell: Shell, script: string): Promise<ProgramExit | undefined> {
  const unknown = findUnknownSyntax(script);
  if (unknown !== undefined) {
    await shell.io.writeError(
      `sh: the shell of the testing server does not know ${unknown}: script a program\n`,
    );
    shell.status = 2;
    return undefined;
  }
  for (const { text, after } of splitCommands(script)) {
    if (after === '&&' && shell.status !== 0) continue;
    if (after === '||' && shell.status === 0) continue;
    const exit = await runSimple(shell, text);
    if (exit !== undefined) return exit;
  }
  return undefined;
}

async function runSimple(shell: Shell, text: string): Promise<ProgramExit | undefined> {
  const lookUp = (name: string): string => (name === '?' ? String(shell.status) : (shell.env[name] ?? ''));
  const all = splitWords(text, lookUp);
  const toStderr = all.includes('>&2') || all.includes('1>&2');
  const words = all.filter((word) => word !== '>&2' && word !== '1>&2');
  const [name, ...args] = words;
  if (name === undefined) return undefined;
  const assignment = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(name);
  if (assignment !== null) {
    shell.env[assignment[1] ?? ''] = assignment[2] ?? '';
    return undefined;
  }
  if (name === 'exit') return { exitCode: Number(args[0] ?? shell.status) & 255 };
  if (name === 'kill') return { exitCode: 128 + Number((args[0] ?? '-15').replace(/^-/, '')) };
  const write = toStderr ? shell.io.writeError : shell.io.write;
  shell.status = await runBuiltin(shell, name, args, write);
  return undefined;
}

const builtins = ['echo', 'printf', 'cat', 'tail', 'sleep', 'read', 'seq', 'true', ':', 'false'];

export function isBuiltin(name: string): boolean {
  return builtins.includes(name);
}

/** Runs a command of the shell as a program of its own. */
export function runBuiltinProgram(io: ContainerIo, name: string): Promise<number> {
  const shell: Shell = { io, env: { ...io.env }, status: 0, pending: Buffer.alloc(0) };
  return runBuiltin(shell, name, io.argv.slice(1), io.write);
}

async function runBuiltin(
  shell: Shell,
  name: string,
  args: readonly string[],
  write: ContainerIo['write'],
): Promise<number> {
  switch (name) {
    case 'echo': {
      const plain = args[0] === '-n';
      await write(`${args.slice(plain ? 1 : 0).join(' ')}${plain ? '' : '\n'}`);
      return 0;
    }
    case 'printf':
      await write(formatPrintf(args));
      return 0;
    case 'cat':
    case 'tail': {
      const follows = args.includes('-f') || args.includes('-F');
      const files = args.filter((arg) => !/^-|^\d+$/.test(arg));
      if (follows && files.every((file) => file === '/dev/null')) await shell.io.sleep(forever);
      const missing = files.filter((file) => file !== '/dev/null');
      for (const file of missing)
        await shell.io.writeError(`${name}: can't open '${file}': No such file or directory\n`);
      if (files.length > 0) return missing.length > 0 ? 1 : 0;
      return name === 'cat' ? copyInput(shell, write) : writeLastLines(shell, args, write);
    }
    case 'sleep':
      await shell.io.sleep(
        /^inf/.test(args[0] ?? '') ? forever : (Number.parseFloat(args[0] ?? '0') || 0) * 1000,
      );
      return 0;
    case 'read': {
      const line = await readLine(shell);
      shell.env[args.at(-1) ?? 'REPLY'] = line ?? '';
      return line === undefined ? 1 : 0;
    }
    case 'seq': {
      const [from, to] = args.length > 1 ? [Number(args[0]), Number(args[1])] : [1, Number(args[0])];
      let text = '';
      for (let number = from; number <= to; number += 1) text += `${number}\n`;
      if (text !== '') await write(text);
      return 0;
    }
    case 'true':
    case ':':
      return 0;
    case 'false':
      return 1;
    default:
      await shell.io.writeError(`sh: ${name}: not found\n`);
      return 127;
  }
}

/** Milliseconds; longer than any test runs. */
const forever = 2 ** 30;

async function copyInput(shell: Shell, write: ContainerIo['write']): Promise<number> {
  if (shell.pending.length > 0) await write(shell.pending);
  shell.pending = Buffer.alloc(0);
  for await (const chunk of shell.io.stdin) await write(chunk);
  return 0;
}

async function writeLastLines(
  shell: Shell,
  args: readonly string[],
  write: ContainerIo['write'],
): Promise<number> {
  const count = Number(/-n?\s*(\d+)/.exec(args.join(' '))?.[1] ?? 10);
  const lines: string[] = [];
  for (let line = await readLine(shell); line !== undefined; line = await readLine(shell))
    lines.push(`${line}\n`);
  await write(lines.slice(Math.max(0, lines.length - count)).join(''));
  return 0;
}

/** One line of input without its newline; `undefined` at the end. */
async function readLine(shell: Shell): Promise<string | undefined> {
  for (;;) {
    const newline = shell.pending.indexOf(0x0a);
    if (newline >= 0) {
      const line = shell.pending.subarray(0, newline).toString();
      shell.pending = shell.pending.subarray(newline + 1);
      return line;
    }
    const next = await nextChunk(shell.io.stdin);
    if (next !== undefined) {
      shell.pending = Buffer.concat([shell.pending, next]);
      continue;
    }
    const rest = shell.pending.toString();
    shell.pending = Buffer.alloc(0);
    return rest === '' ? undefined : rest;
  }
}

async function nextChunk(stdin: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const { value, done } = await stdin[Symbol.asyncIterator]().next();
  return done === true ? undefined : value;
}

function formatPrintf([format = '', ...args]: readonly string[]): string {
  const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', 0: '\0' };
  let next = 0;
  return format
    .replaceAll(/\\(.)/g, (match, letter: string) => escapes[letter] ?? match)
    .replaceAll(/%[sd]/g, () => args[next++] ?? '');
}
