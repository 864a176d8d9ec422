import { runNode } from './processes.js';
import { table } from './table.js';
import type { ValidateRatios } from './validate-worker.js';

export const candidateNames = ['ours', 'ajv', 'typebox', 'zod', 'kubernetes-models'] as const;

/** Speed of validating one container, as multiples of `JSON.parse` of the same document. */
export async function benchValidate(): Promise<void> {
  const rows: string[][] = [];
  for (const name of candidateNames) {
    const output = await runNode(['--import', 'tsx', 'scripts/bench/validate-worker.ts', name]);
    const ratios = JSON.parse(output) as ValidateRatios;
    rows.push([
      name,
      times(ratios.valid),
      ratios.refuses ? times(ratios.invalid) : 'accepted it',
      ratios.refuses ? times(ratios.explained) : 'accepted it',
    ]);
  }
  table(['× JSON.parse of 549 bytes', 'valid', 'invalid', 'invalid, every problem'], rows);
}

function times(ratio: number): string {
  return `${ratio.toFixed(1)} ×`;
}
