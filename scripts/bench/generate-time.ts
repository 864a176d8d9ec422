import { median } from './measure.js';
import { runNode } from './processes.js';
import { table } from './table.js';

const rounds = 3;

/** Time of the whole generator, process start included, reading and comparing every file of all minors. */
export async function benchGenerateTime(): Promise<void> {
  const check: number[] = [];
  const write: number[] = [];
  for (let round = 0; round < rounds; round++) {
    check.push(await time(['--check']));
    write.push(await time([]));
  }
  table(
    ['generator, all minors', 'seconds'],
    [
      ['generate --check', median(check).toFixed(2)],
      ['generate', median(write).toFixed(2)],
    ],
  );
}

async function time(args: readonly string[]): Promise<number> {
  const start = performance.now();
  await runNode(['--import', 'tsx', 'codegen/main.ts', ...args]);
  return (performance.now() - start) / 1000;
}
