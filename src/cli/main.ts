#!/usr/bin/env node
import { setMaxListeners } from 'node:events';
import { basename } from 'node:path';
import { BrokenOutput } from './broken-output.js';
import { Interruption, interruptions } from './interruption.js';
import type { CliIo } from './io.js';
import { runCli } from './run-cli.js';

let interruption: AbortController | undefined;
let broken: BrokenOutput | undefined;

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  broken ??= new BrokenOutput('standard output', error);
  // an interrupted command may still have to say which container it leaves in a Pod
  if (interruption === undefined) endBroken(broken);
  interruption.abort(broken);
});
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  process.exit((broken ?? new BrokenOutput('standard error', error)).exitCode);
});
// errors of a terminal that is gone, whose mode cannot be restored
process.stdin.on('error', () => undefined);

function endBroken({ isLeft, message, exitCode }: BrokenOutput): never {
  if (!isLeft) process.stderr.write(`error: ${message}\n`);
  process.exit(exitCode);
}

const io: CliIo = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  // kubectl runs it as `kubectl ephemeral`
  program: basename(process.argv[1] ?? '').startsWith('kubectl-ephemeral')
    ? 'kubectl ephemeral'
    : 'ephemeral-containers',
  // only a command that listens may end by itself; a second signal ends it at once
  get signal() {
    interruption ??= listenForSignals();
    return interruption.signal;
  },
};

function listenForSignals(): AbortController {
  const controller = new AbortController();
  // with -l every Pod adds a listener
  setMaxListeners(0, controller.signal);
  for (const name of interruptions) {
    process.on(name, () => {
      const interruption = new Interruption(name);
      if (controller.signal.aborted) process.exit(interruption.exitCode);
      controller.abort(interruption);
    });
  }
  return controller;
}

const exitCode = await runCli(process.argv.slice(2), io);
// only after the flush is it known whether the last output could be written
for (const stream of [process.stdout, process.stderr])
  await new Promise<void>((resolve) => void stream.write('', () => setImmediate(resolve)));
if (broken !== undefined) endBroken(broken);
// a terminal without a reader, or a login plugin that hangs, would keep the process running
process.exit(exitCode);
