import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import { CliError } from '../cli-error.js';
import { findMissing } from '../installed.js';
import { type CliIo, exitCode, type RunAction } from '../io.js';
import { findPackageRoot, runsFromSource } from '../package-root.js';

const generatorTools = ['openapi-typescript', 'ts-morph'];

/** `generate`: runs the generator as a child process, with the arguments unchanged. */
export function addGenerateCommand(program: Command, io: CliIo, runAction: RunAction): void {
  program
    .command('generate')
    .summary('generate types and a JSON Schema from the OpenAPI document of an API server')
    .description('Generates the types and the JSON Schema from the OpenAPI document of an API server.')
    .usage('[arguments of the generator; --help lists them]')
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .argument('[arguments...]')
    .action((args: string[]) => runAction(() => runGenerator(args, io)));
}

async function runGenerator(args: readonly string[], io: CliIo): Promise<number> {
  // what can be given is told without them
  const asksForHelp = args.includes('--help') || args.includes('-h');
  const missing = asksForHelp ? [] : findMissing(generatorTools);
  if (missing.length > 0) {
    const which = missing.join(' and ');
    throw new CliError(`generating needs ${which}; run: npm install --save-dev ${missing.join(' ')}`);
  }
  const own = io.stdin === process.stdin;
  const child = spawn(process.execPath, [...findGenerator(), ...args], { stdio: own ? 'inherit' : 'pipe' });
  if (!own) {
    child.stdout?.on('data', (chunk) => io.stdout.write(chunk));
    child.stderr?.on('data', (chunk) => io.stderr.write(chunk));
    if (child.stdin !== null) io.stdin.pipe(child.stdin).on('error', () => undefined);
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve(code ?? (signal ? 128 + constants.signals[signal] : exitCode.failed)),
    );
  });
}

/** What Node.js runs: the source where this is the source, else what the build made of it. */
function findGenerator(): readonly string[] {
  const root = findPackageRoot();
  if (runsFromSource()) {
    const loader = createRequire(import.meta.url).resolve('tsx');
    return ['--import', pathToFileURL(loader).href, join(root, 'codegen', 'main.ts')];
  }
  const built = join(root, 'dist', 'codegen.js');
  if (!existsSync(built))
    throw new CliError('this installation has no generator; install ephemeral-containers again');
  return [built];
}
