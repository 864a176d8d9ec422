// Compares evaluatePodSecurity with admission's own code on random Pods:
//   npx tsx scripts/fuzz-pod-security.ts --oracle PROGRAM [--cases 20000] [--seed 1]
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { minimize } from '../test/conformance/fuzz/minimize.js';
import { askOracle } from '../test/conformance/fuzz/oracle.js';
import {
  comparePodSecurity,
  podSecurityCases,
  policyVersions,
} from '../test/conformance/fuzz/pod-security.js';

const { values } = parseArgs({
  options: {
    oracle: { type: 'string' },
    cases: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
  },
});
if (values.oracle === undefined) throw new Error('--oracle PROGRAM is missing: build one with oracle/build');
const program = values.oracle;
const wanted = Number(values.cases);
const batch = 2000;

type Case = { readonly pod: unknown; readonly ephemeralContainers: unknown };

async function differences(cases: readonly Case[]): Promise<string[][]> {
  const answers = await askOracle(
    program,
    cases.map((testCase, index) => ({ id: String(index), ...testCase })),
    policyVersions,
  );
  accepted += answers.filter(({ verdict }) => verdict === 'accepted').length;
  return answers.map((answer, index) => {
    const testCase = cases[index];
    return testCase === undefined ? [] : comparePodSecurity(testCase, answer);
  });
}

let accepted = 0;
let differing = 0;
let generated = 0;
while (accepted < wanted && generated < wanted * 10) {
  const cases = fc.sample(podSecurityCases, { numRuns: batch, seed: Number(values.seed) + generated });
  generated += batch;
  const found = await differences(cases);
  const failing = cases.filter((_, index) => (found[index]?.length ?? 0) > 0);
  differing += failing.length;
  for (const testCase of failing.slice(0, 3)) {
    const least = await minimize(testCase, async (trials) =>
      (await differences(trials)).map((list) => list.length > 0),
    );
    console.log(JSON.stringify(least), `\n${(await differences([least]))[0]?.slice(0, 3).join('\n')}\n`);
  }
}
console.log(
  `${accepted} accepted cases of ${generated}, ${policyVersions.length + 1} versions each: ${differing} differ`,
);
process.exitCode = differing === 0 && accepted >= wanted ? 0 : 1;
