// Compares the validator with a release's own code on random cases:
//   npx tsx scripts/fuzz-oracle.ts --minor 1.37 --oracle PROGRAM [--cases 20000] [--seed 1] [--show 10]
// Each kind of difference is printed once, the most frequent first, with a case made as small as it gets.
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { validateEphemeralContainers, withDefaults } from '../src/index.js';
import { compareVerdict, type Library, type TestCase } from '../test/conformance/compare.js';
import { cases } from '../test/conformance/fuzz/cases.js';
import { kindOf } from '../test/conformance/fuzz/kinds.js';
import { minimize } from '../test/conformance/fuzz/minimize.js';
import { askOracle } from '../test/conformance/fuzz/oracle.js';

const { values } = parseArgs({
  options: {
    minor: { type: 'string' },
    oracle: { type: 'string' },
    cases: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '10' },
  },
});
const { minor, oracle } = values;
if (minor === undefined)
  throw new Error('--minor is missing: name the release that the oracle was built of, 1.37');
if (oracle === undefined) throw new Error('--oracle is missing: name a program that oracle/build made');

type Case = Omit<TestCase, 'id'>;
type Kinds = ReadonlyMap<string, string>;

const library: Library = { validateEphemeralContainers, withDefaults };
const batch = 4000;
const wanted = Number(values.cases);
const examples = new Map<string, { readonly example: Case; count: number }>();
let validated = 0;
let differing = 0;

async function differences(program: string, of: string, list: readonly Case[]): Promise<Kinds[]> {
  const numbered = list.map((testCase, index) => ({ id: String(index), ...testCase }));
  const answers = await askOracle(program, numbered);
  return answers.map((answer, index) => {
    const testCase = numbered[index];
    if (testCase === undefined || answer.verdict === 'badpod') return new Map();
    validated++;
    return new Map(compareVerdict(of, testCase, answer, library).map((text) => [kindOf(text), text]));
  });
}

function remember(kinds: Kinds, example: Case): void {
  for (const kind of kinds.keys()) {
    const known = examples.get(kind);
    if (known === undefined) examples.set(kind, { example, count: 1 });
    else {
      const smaller = JSON.stringify(example).length < JSON.stringify(known.example).length;
      examples.set(kind, { example: smaller ? example : known.example, count: known.count + 1 });
    }
  }
}

for (let round = 0; validated < wanted && round * batch < wanted * 4; round++) {
  const sample = fc.sample(cases, { numRuns: batch, seed: Number(values.seed) * 1000 + round });
  const found = await differences(oracle, minor, sample);
  for (const [index, kinds] of found.entries()) {
    const example = sample[index];
    if (kinds.size === 0 || example === undefined) continue;
    differing++;
    remember(kinds, example);
  }
}
const total = validated;

const byCount = [...examples].sort(([, a], [, b]) => b.count - a.count);
for (const [kind, { example, count }] of byCount.slice(0, Number(values.show))) {
  const least = await minimize(example, async (trials) =>
    (await differences(oracle, minor, trials)).map((kinds) => kinds.has(kind)),
  );
  const [kinds] = await differences(oracle, minor, [least]);
  console.log(`${count} × ${kinds?.get(kind) ?? kind}\n  ${JSON.stringify(least)}\n`);
}
if (byCount.length > Number(values.show))
  console.log(`and ${byCount.length - Number(values.show)} more kinds`);
console.log(`Kubernetes ${minor}: ${total} cases, ${differing} differ, in ${byCount.length} ways`);
process.exitCode = differing === 0 && total >= wanted ? 0 : 1;
