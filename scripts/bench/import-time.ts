import { median } from './measure.js';
import { runNode } from './processes.js';
import { table } from './table.js';

const imports: Readonly<Record<string, string>> = {
  'bare node': '',
  'ours, root': './dist/index.js',
  'ours, v1.34': './dist/v1.34.js',
  'ours, client': './dist/client.js',
  ajv: 'ajv',
  typebox: '@sinclair/typebox/compiler',
  zod: 'zod',
  'kubernetes-models/v1': 'kubernetes-models/v1',
  'client-node': '@kubernetes/client-node',
};
const rounds = 21;

/** Time of a process that only imports, above one that does nothing; all take turns. */
export async function benchImportTime(): Promise<void> {
  const times = new Map(Object.keys(imports).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, specifier] of Object.entries(imports)) {
      const code = specifier === '' ? '' : `import '${specifier}';`;
      const start = performance.now();
      await runNode(['--input-type=module', '--eval', code]);
      // the first round fills the disk cache
      if (round > 0) times.get(name)?.push(performance.now() - start);
    }
  }
  const bare = times.get('bare node') ?? [];
  const rows = [...times].map(([name, all]) => {
    const ratios = all.map((time, round) => time / (bare[round] ?? Number.NaN));
    const above = all.map((time, round) => time - (bare[round] ?? Number.NaN));
    return [name, `${median(ratios).toFixed(2)} ×`, `${median(above).toFixed(1)} ms`];
  });
  table(['import, cold', '÷ bare node', 'above it'], rows);
}
