import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtPackage } from '../architecture/built-package.js';
import { runProgram } from '../programs/run-program.js';
import { root } from '../root.js';

const folder = join(root, 'test/types/instantiations');
const budgetFile = join(folder, 'budget.json');

/** How much work the types are for a compiler: independent of the machine, so it can be held. */
it('stays within its budget of type instantiations', async () => {
  await builtPackage();
  const args = [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder, '--extendedDiagnostics'];
  const output = await runProgram(process.execPath, args);
  const count = Number(/^Instantiations:\s+(\d+)$/m.exec(output)?.[1]);
  expect(count).toBeGreaterThan(0);
  if (process.env['UPDATE_DIAGNOSTICS'] === '1') {
    writeFileSync(budgetFile, `{ "instantiations": ${count} }\n`);
  }
  const budget = JSON.parse(readFileSync(budgetFile, 'utf8')) as { instantiations: number };
  expect(count).toBeLessThanOrEqual(budget.instantiations * 1.1);
});
