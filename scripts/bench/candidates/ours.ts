import type { Candidate } from './candidate.js';

// what is published; `BENCH_SOURCE=1` bundles the sources, which is quicker than a build
const entry = process.env['BENCH_SOURCE'] === '1' ? await bundleSource() : '../../../dist/index.js';
const { validateEphemeralContainer } = (await import(entry)) as typeof import('../../../generated/index.js');

export const candidate: Candidate = {
  accepts: (container) => validateEphemeralContainer(container).ok,
};

async function bundleSource(): Promise<string> {
  const [{ build }, { root }] = await Promise.all([import('esbuild'), import('../processes.js')]);
  const outfile = `${root}node_modules/.cache/ephemeral-containers/bench-source.js`;
  const entryPoints = [`${root}generated/index.ts`];
  await build({ entryPoints, outfile, bundle: true, format: 'esm', platform: 'neutral' });
  return outfile;
}
