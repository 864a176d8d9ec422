import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { median } from './measure.js';
import { root, runNode } from './processes.js';
import { table } from './table.js';

const container = `= { name: 'debugger', image: 'busybox:1.36', stdin: true, tty: true };`;
const programs: Readonly<Record<string, string>> = {
  empty: 'export {};',
  ours: `import type { EphemeralContainer } from 'ephemeral-containers/v1.34';
export const c: EphemeralContainer ${container}`,
  'ours, with builders and forPod': `import { ephemeralContainer, forPod } from 'ephemeral-containers/v1.34';
export const c = ephemeralContainer({ name: 'debugger', image: 'busybox:1.36' });
const pod = forPod({ spec: { containers: [{ name: 'app' }] } });
export const d = pod.ephemeralContainer({ name: 'debugger', image: 'busybox:1.36', targetContainerName: 'app' });`,
  zod: `import { z } from 'zod';
const schema = z.strictObject({ name: z.string(), image: z.string(), stdin: z.boolean(), tty: z.boolean() });
export const c: z.infer<typeof schema> ${container}`,
  'kubernetes-models': `import type { IEphemeralContainer } from 'kubernetes-models/v1';
export const c: IEphemeralContainer ${container}`,
  'client-node': `import type { V1EphemeralContainer } from '@kubernetes/client-node';
export const c: V1EphemeralContainer ${container}`,
};
const compilerOptions = {
  strict: true,
  module: 'nodenext',
  target: 'es2022',
  types: [],
  noEmit: true,
  skipLibCheck: true,
};
const rounds = 15;

/** Time of `tsc --noEmit` on a few lines that use the types, against a program of nothing. */
export async function benchTypeCheck(): Promise<void> {
  // inside the project, so that its peers are found
  const folder = join(root, 'node_modules/.cache/ephemeral-containers/type-check');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(root, join(folder, 'node_modules/ephemeral-containers'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  const projects = Object.entries(programs).map(([name, text], index) => {
    const file = `program-${index}.ts`;
    const config = `tsconfig-${index}.json`;
    writeFileSync(join(folder, file), `${text}\n`);
    writeFileSync(join(folder, config), JSON.stringify({ compilerOptions, files: [file] }));
    return { name, config: join(folder, config), times: [] as number[] };
  });
  for (let round = 0; round <= rounds; round++) {
    for (const { config, times } of projects) {
      const start = performance.now();
      await runNode(['node_modules/typescript/bin/tsc', '-p', config]);
      if (round > 0) times.push(performance.now() - start);
    }
  }
  const [empty] = projects;
  const rows = projects.map(({ name, times }) => {
    const ratios = times.map((time, round) => time / (empty?.times[round] ?? Number.NaN));
    return [name, `${median(ratios).toFixed(2)} ×`];
  });
  table(['tsc --noEmit', '÷ empty'], rows);
}
