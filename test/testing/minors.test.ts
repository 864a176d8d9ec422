import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Minor, minors, newestMinor } from '../../src/index.js';
import { type PodInput, startApiServer } from '../../src/testing/index.js';
import { compareCauses, differingPaths, type Verdict } from '../conformance/compare.js';
import { minorOf, type RecordedCase, type RecordedVerdicts } from '../conformance/recording.js';
import { type Answer, podUrl, send } from './pods.js';

const pods = JSON.parse(read('pods.json')) as Readonly<Record<string, PodInput>>;
const cases = lines<RecordedCase>('cases.jsonl');
const recorded = new Map(lines<RecordedVerdicts>('verdicts.jsonl').map((line) => [line.id, line.verdicts]));

/**
 * Of the newest minor a case for each kind of verdict; of others those that they are the first or the
 * last to answer so, and every thirtieth. The validator itself answers all of them in test/conformance.
 */
function answersOf(minor: Minor): readonly (readonly [RecordedCase, Verdict])[] {
  const kinds = new Set<string>();
  return cases.flatMap((testCase, index) => {
    const verdict = (recorded.get(testCase.id) ?? []).find(
      ({ from, to }) => minorOf(from) <= minorOf(minor) && minorOf(minor) <= minorOf(to),
    );
    if (verdict === undefined) return [];
    const isOwn =
      (verdict.from === minor && minor !== minors[0]) || (verdict.to === minor && minor !== newestMinor);
    const kind = kindOf(verdict);
    const isNew = minor === newestMinor && !kinds.has(kind);
    kinds.add(kind);
    return isOwn || isNew || index % 30 === 0 ? [[testCase, verdict] as const] : [];
  });
}

/** The reasons and fields of a verdict, whatever the item of a list. */
function kindOf({ verdict, causes = [] }: Verdict): string {
  const kinds = causes.map(({ reason, field }) => `${reason} ${field.replaceAll(/\[[^\]]*\]/g, '[]')}`);
  return JSON.stringify([verdict, ...new Set(kinds.sort())]);
}

describe('a list that replaces the one of a Pod, sent to the testing server', () => {
  test.each(minors)('is answered as %s answered it', async (minor) => {
    await using server = await startApiServer({ minor, pods: Object.values(pods) });
    const all = answersOf(minor);
    const differences: string[] = [];
    const ask = async ([{ id, pod, ephemeralContainers }, verdict]: (typeof all)[number]) => {
      const answer = await send(
        podUrl(server, '/ephemeralcontainers?dryRun=All&fieldValidation=Ignore', pod),
        {
          method: 'PATCH',
          headers: { 'Content-Type': 'application/json-patch+json' },
          body: JSON.stringify([
            { op: 'add', path: '/spec/ephemeralContainers', value: ephemeralContainers },
          ]),
        },
      );
      differences.push(...compare(verdict, answer).map((difference) => `${id}: ${difference}`));
    };
    for (let index = 0; index < all.length; index += 50) {
      await Promise.all(all.slice(index, index + 50).map(ask));
    }
    expect(differences).toEqual([]);
    expect(all.length).toBeGreaterThan(minor === newestMinor ? 400 : 70);
  });
});

const undecodable = /: (json: cannot unmarshal|quantities must match) /;

function compare({ verdict, causes = [], stored = [] }: Verdict, { code, body }: Answer): string[] {
  if (verdict === 'accepted') {
    return code === 200 ? differingPaths(stored, body.spec.ephemeralContainers ?? [], '') : [body.message];
  }
  if (code !== 422) return [`is answered ${code} where the list is ${verdict}`];
  if (verdict === 'decode') return undecodable.test(body.message) ? [] : [body.message];
  return compareCauses(causes, body.details.causes);
}

function read(file: string): string {
  return readFileSync(new URL(`../conformance/recorded/${file}`, import.meta.url), 'utf8');
}

function lines<Line>(file: string): Line[] {
  return read(file)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}
