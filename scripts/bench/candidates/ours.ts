import type { Candidate } from './candidate.js';

// what is published; `BENCH_SOURCE=1` measures the sources before a build
const entry =
  process.env['BENCH_SOURCE'] === '1' ? '../../../generated/v1.37/index.js' : '../../../dist/v1.37.js';
const { validateEphemeralContainer } = (await import(
  entry
)) as typeof import('../../../generated/v1.37/index.js');

export const candidate: Candidate = {
  accepts: (container) => validateEphemeralContainer(container).ok,
};
