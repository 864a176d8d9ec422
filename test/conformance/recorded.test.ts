import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bindingOf } from '../../src/entry/binding.js';
import { applyDefaults, validateContainers } from '../../src/validate/validate.js';
import { compareVerdict, type Library, type Verdict } from './compare.js';

interface RecordedCase {
  readonly id: string;
  readonly pod: string;
  readonly ephemeralContainers: unknown;
}

interface RecordedVerdict extends Verdict {
  readonly from: string;
  readonly to: string;
}

const binding = bindingOf(37);
const library: Library = {
  validateEphemeralContainers: (list, options) => validateContainers(list, options, binding),
  withDefaults: (container, options) => applyDefaults(container, options, binding),
};

const pods = JSON.parse(read('pods.json')) as { readonly [name: string]: unknown };
const cases = new Map(lines<RecordedCase>('cases.jsonl').map((each) => [each.id, each]));
const recorded = lines<{ id: string; verdicts: RecordedVerdict[] }>('verdicts.jsonl');

describe('recorded verdicts', () => {
  test.each(Array.from({ length: 13 }, (_, index) => 25 + index))('1.%i answers as recorded', (minor) => {
    const differences: string[] = [];
    let compared = 0;
    for (const { id, verdicts } of recorded) {
      const testCase = cases.get(id);
      const verdict = verdicts.find(({ from, to }) => minor >= second(from) && minor <= second(to));
      if (testCase === undefined || verdict === undefined) continue;
      compared += 1;
      const found = compareVerdict(`1.${minor}`, { ...testCase, pod: pods[testCase.pod] }, verdict, library);
      differences.push(...found.map((difference) => `${id}: ${difference}`));
    }
    expect(differences).toEqual([]);
    expect(compared).toBe(cases.size);
  });
});

function second(minor: string): number {
  return Number(minor.slice(2));
}

function read(file: string): string {
  return readFileSync(new URL(`recorded/${file}`, import.meta.url), 'utf8');
}

function lines<Line>(file: string): Line[] {
  return read(file)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}
