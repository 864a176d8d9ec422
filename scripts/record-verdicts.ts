// Records what a Kubernetes release's own code answers to every recorded case:
//   npx tsx scripts/record-verdicts.ts --release 1.38.0 [--oracle PROGRAM] [--check]
// Builds the oracle with Go where no program is named. Older minors stay as they are. Pod Security is
// recorded of the newest minor alone, for every policy version. --check writes nothing and compares.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { askOracle, type OracleAnswer } from '../test/conformance/fuzz/oracle.js';
import {
  minorOf,
  podSecurityOf,
  type RecordedCase,
  type RecordedVerdicts,
  verdictOf,
  withAnswer,
  withPods,
} from '../test/conformance/recording.js';

const conformance = new URL('../test/conformance/', import.meta.url);
const recorded = new URL('recorded/', conformance);
const oldestPolicy = 23;

const { values } = parseArgs({
  options: {
    release: { type: 'string' },
    oracle: { type: 'string' },
    check: { type: 'boolean', default: false },
  },
});
const release = values.release;
if (release === undefined || !/^1\.\d+\.\d+$/.test(release)) {
  throw new Error('--release is missing: name a patch release of Kubernetes, such as 1.38.0');
}
const minor = release.slice(0, release.lastIndexOf('.'));
const oracle = values.oracle ?? buildOracle(release, minor);
const policyVersions = Array.from(
  { length: minorOf(minor) - oldestPolicy + 1 },
  (_, index) => `v1.${oldestPolicy + index}`,
);

function buildOracle(patch: string, name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'oracle-'));
  const build = fileURLToPath(new URL('oracle/build', conformance));
  const { status } = spawnSync(build, [folder, patch], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${build} ${folder} ${patch} failed: see above`);
  return join(folder, `oracle-${name}`);
}

function readLines<Line>(name: string): Line[] {
  const text = readFileSync(new URL(name, recorded), 'utf8').trimEnd();
  return text.split('\n').map((line) => JSON.parse(line) as Line);
}

function recordVerdicts(answers: readonly OracleAnswer[]): RecordedVerdicts[] {
  const known = new Map(
    readLines<RecordedVerdicts>('verdicts.jsonl').map((line) => [line.id, line.verdicts]),
  );
  return answers.map((answer) => ({
    id: answer.id,
    verdicts: withAnswer(known.get(answer.id) ?? [], minor, verdictOf(answer)),
  }));
}

function save(name: string, lines: readonly object[]): void {
  const url = new URL(name, recorded);
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const before = readFileSync(url, 'utf8');
  const old = new Set(before.split('\n'));
  const differing = text.split('\n').filter((line) => !old.has(line)).length;
  if (text === before) console.log(`${name}: as recorded, ${lines.length} lines`);
  else if (values.check) {
    console.log(`${name}: ${differing} of ${lines.length} lines differ from what is recorded`);
    process.exitCode = 1;
  } else {
    writeFileSync(url, text);
    console.log(`${name}: ${differing} of ${lines.length} lines written anew`);
  }
}

const pods = JSON.parse(readFileSync(new URL('pods.json', recorded), 'utf8'));
const cases = withPods(readLines<RecordedCase>('cases.jsonl'), pods);
const answers = await askOracle(oracle, cases, policyVersions);
const verdicts = recordVerdicts(answers);
const newest = Math.max(...verdicts.flatMap((line) => line.verdicts.map(({ to }) => minorOf(to))));
save('verdicts.jsonl', verdicts);
if (minorOf(minor) === newest) {
  const accepted = answers.filter(({ verdict }) => verdict === 'accepted');
  save(
    'pod-security.jsonl',
    accepted.map((answer) => podSecurityOf(answer, policyVersions)),
  );
}
