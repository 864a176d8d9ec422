import process from 'node:process';
import { findRoot } from './root.js';
import { runGenerator } from './run.js';

// the reader of a pipe may end first, as `head` does
process.stdout.on('error', () => process.exit());

process.exitCode = await runGenerator(process.argv.slice(2), {
  root: findRoot(),
  stdin: process.stdin,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
