import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minors } from '../../generated/facts/minors.js';
import type { Candidate } from './candidates/candidate.js';
import { root } from './processes.js';
import { table } from './table.js';
import { candidateNames } from './validate.js';

interface Case {
  readonly id: string;
  readonly pod: string;
  readonly ephemeralContainers?: unknown;
}
interface Verdict {
  readonly from: string;
  readonly to: string;
  readonly verdict: 'accepted' | 'invalid' | 'decode';
  readonly unknown?: readonly string[];
}
type Accepts = (one: Case, minor: string) => boolean;

/** Of all recorded cases and minors, the share that each candidate answers as the API server did. */
export async function benchVerdicts(): Promise<void> {
  const cases = readLines<Case>('cases.jsonl');
  const verdicts = new Map(
    readLines<{ id: string; verdicts: Verdict[] }>('verdicts.jsonl').map((line) => [line.id, line.verdicts]),
  );
  const rows: string[][] = [];
  for (const name of candidateNames) {
    const accepts = name === 'ours' ? await loadOurs() : await loadPeer(name);
    const count = { good: 0, goodRight: 0, bad: 0, badRight: 0 };
    for (const one of cases) {
      for (const minor of minors) {
        const verdict = verdicts.get(one.id)?.find(({ from, to }) => isWithin(minor, from, to));
        if (verdict === undefined) throw new Error(`no verdict of ${one.id} for ${minor}`);
        // an unknown field is refused by a server that is asked to be strict, as kubectl asks it
        const accepted = verdict.verdict === 'accepted' && !verdict.unknown?.length;
        const right = accepts(one, minor) === accepted;
        count[accepted ? 'good' : 'bad']++;
        if (right) count[accepted ? 'goodRight' : 'badRight']++;
      }
    }
    rows.push([
      name,
      share(count.goodRight + count.badRight, count.good + count.bad),
      share(count.goodRight, count.good),
      share(count.badRight, count.bad),
    ]);
  }
  table(['recorded verdicts', 'right', 'good accepted', 'bad refused'], rows);
}

async function loadOurs(): Promise<Accepts> {
  const pods = JSON.parse(readFileSync(recorded('pods.json'), 'utf8')) as Record<string, object>;
  const validators = new Map<string, typeof import('../../generated/index.js').validateEphemeralContainers>(
    await Promise.all(
      minors.map(async (minor) => {
        const entry = `../../dist/v${minor}.js`;
        const module = (await import(entry)) as typeof import('../../generated/index.js');
        return [minor, module.validateEphemeralContainers] as const;
      }),
    ),
  );
  return ({ pod: name, ephemeralContainers = [] }, minor) => {
    const validate = validators.get(minor);
    const pod = pods[name];
    if (validate === undefined || pod === undefined) throw new Error(`no Pod ${name}, or no minor ${minor}`);
    return validate(ephemeralContainers, { pod }).ok;
  };
}

/** A peer knows neither minors nor Pods: it validates the containers one by one. */
async function loadPeer(name: string): Promise<Accepts> {
  const { candidate } = (await import(`./candidates/${name}.js`)) as { candidate: Candidate };
  return ({ ephemeralContainers: list = [] }) =>
    list === null || (Array.isArray(list) && list.every((container) => candidate.accepts(container)));
}

function isWithin(minor: string, from: string, to: string): boolean {
  const number = (text: string) => Number(text.split('.')[1]);
  return number(from) <= number(minor) && number(minor) <= number(to);
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(part === whole ? 0 : 1)} %`;
}

function recorded(file: string): string {
  return join(root, 'test/conformance/recorded', file);
}

function readLines<Line>(file: string): Line[] {
  const text = readFileSync(recorded(file), 'utf8').trim();
  return text.split('\n').map((line) => JSON.parse(line) as Line);
}
