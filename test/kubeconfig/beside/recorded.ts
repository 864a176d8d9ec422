import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Outcome } from './run-case.js';

const file = fileURLToPath(new URL('recorded.jsonl', import.meta.url));

/** What kubectl 1.37 did with each case, by its name. */
export function readRecorded(): ReadonlyMap<string, Outcome> {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return new Map(
    lines
      .map((line) => JSON.parse(line) as { name: string })
      .map(({ name, ...rest }) => [name, rest as Outcome]),
  );
}

export function writeRecorded(outcomes: ReadonlyMap<string, Outcome>): void {
  const lines = [...outcomes].map(([name, outcome]) => `${JSON.stringify({ name, ...outcome })}\n`);
  writeFileSync(file, lines.join(''));
}

/** What is compared: an error's words are each program's own. */
export function comparable({ requests, plugin }: Outcome): Outcome {
  return { requests, ...(plugin && { plugin }) };
}
