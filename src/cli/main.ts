#!/usr/bin/env node
import { setMaxListeners } from 'node:events';
import { basename } from 'node:path';
import { Interruption } from './interruption.js';
import type { CliIo } from './io.js';
import { runCli } from './run-cli.js';

// a reader that has seen enough, such as head(1), is no reason to complain
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}

let interruption: AbortController | undefined;

const io: CliIo = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  // kubectl runs it as `kubectl ephemeral`
  program: basename(process.argv[1] ?? '').startsWith('kubectl-ephemeral')
    ? 'kubectl ephemeral'
    : 'ephemeral-containers',
  // only a command that asks for it is given time to end; a second signal ends it at once
  get signal() {
    interruption ??= listenForSignals();
    return interruption.signal;
  },
};

function listenForSignals(): AbortController {
  const controller = new AbortController();
  // each Pod of -l listens
  setMaxListeners(0, controller.signal);
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      const interruption = new Interruption(name);
      if (controller.signal.aborted) process.exit(interruption.exitCode);
      controller.abort(interruption);
    });
  }
  return controller;
}

process.exitCode = await runCli(process.argv.slice(2), io);
// a terminal or pipe that nobody reads any more would keep the process waiting for it
process.stdin.destroy();
