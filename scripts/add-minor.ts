import process from 'node:process';
import { addMinor } from '../codegen/add-minor.js';
import { findRoot } from '../codegen/root.js';

process.exitCode = await addMinor(process.argv.slice(2), {
  root: findRoot(),
  stdin: process.stdin,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
