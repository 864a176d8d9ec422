import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hang } from '../limits.js';
import { cliProgram, openModule } from '../programs/built.js';
import type { Fence } from '../types/fences.js';

export type Environment = Readonly<Record<string, string>>;

/** What a block printed, errors included, and how it ended. */
export interface Ran {
  readonly output: string;
  readonly errors: string;
  readonly code: number | null;
}

/** Runs a TypeScript block in a process and a folder of its own. */
export async function runModule({ code }: Pick<Fence, 'code'>, env: Environment = {}): Promise<Ran> {
  const module = openModule(code);
  try {
    return await run([module.file], env, module.folder);
  } finally {
    module.remove();
  }
}

/**
 * Types the commands of a console block, the lines that begin with `$ `, into one shell, and returns
 * the block as it then is: each command and what it printed.
 * They run in `cwd`, or in an empty folder.
 */
export async function runConsole(
  { code }: Pick<Fence, 'code'>,
  env: Environment = {},
  cwd?: string,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'console-'));
  try {
    const cli = [process.execPath, cliProgram].map(quote).join(' ');
    writeFileSync(join(folder, 'ephemeral-containers'), `#!/bin/sh\nexec ${cli} "$@"\n`, { mode: 0o755 });
    const path = `${folder}:${process.env['PATH']}`;
    const script = `exec 2>&1\ncode=0\n${listCommands(code).map(typeCommand).join('')}`;
    const { output } = await run(['-c', script], { ...env, PATH: path }, cwd ?? folder, 'bash');
    return output;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The commands of a console block; a backslash at a line's end goes on with the next line. */
export function listCommands(code: string): string[] {
  return [...code.matchAll(/^\$ ((?:.*\\\n)*.*)$/gm)].map(([, command = '']) => command);
}

/** Shows a command and does it, `$?` being what the one before it left. */
function typeCommand(command: string): string {
  return `printf '%s\\n' ${quote(`$ ${command}`)}\n(exit $code)\n${command}\ncode=$?\n`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function run(
  args: readonly string[],
  env: Environment,
  cwd: string,
  program = process.execPath,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      timeout: hang,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const texts = { output: Buffer.concat(output).toString(), errors: Buffer.concat(errors).toString() };
      if (signal === null) resolve({ ...texts, code });
      else reject(new Error(`ended by ${signal}: ${texts.output}${texts.errors}`));
    });
  });
}
