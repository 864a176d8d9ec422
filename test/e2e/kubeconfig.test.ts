import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allCases, listFields } from '../kubeconfig/beside/all-cases.js';
import { comparable, readRecorded, writeRecorded } from '../kubeconfig/beside/recorded.js';
import { type Outcome, runKubectlCase, runOwnCase } from '../kubeconfig/beside/run-case.js';
import { type Stand, startStand } from '../kubeconfig/beside/stand.js';

/** That of the one-node cluster; it needs no cluster here. */
const kubectl = process.env['KUBECTL'] ?? join(homedir(), '.cache/one-node-cluster/bin-1.37.2/kubectl');

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand.close());

it('reads every kubeconfig as kubectl does', async () => {
  expect(existsSync(kubectl), `${kubectl} is there`).toBe(true);
  const outcomes = new Map<string, Outcome>();
  const differing: string[] = [];
  let equal = 0;
  for (const each of allCases) {
    const theirs = await runKubectlCase(kubectl, stand, each);
    outcomes.set(each.name, theirs);
    const own = await runOwnCase(stand, each);
    if (JSON.stringify(comparable(own)) === JSON.stringify(comparable(theirs))) equal++;
    else differing.push(each.name);
  }
  // A kubectl of another release writes what it does down, to be reviewed like code.
  if (process.env['RECORD_KUBECTL']) writeRecorded(outcomes);
  const explained = allCases.flatMap(({ name, explained }) => (explained === undefined ? [] : [name]));
  const tried = `${listFields().length} fields tried in ${allCases.length} kubeconfigs`;
  console.log(`${tried}: ${equal} equal, ${differing.length} explained`);
  for (const reason of new Set(allCases.flatMap(({ explained }) => explained ?? [])))
    console.log(`- ${reason}`);
  expect(differing).toEqual(explained);
  const recorded = readRecorded();
  expect([...outcomes].map(([name, outcome]) => [name, comparable(outcome)])).toEqual(
    [...recorded].map(([name, outcome]) => [name, comparable(outcome)]),
  );
});
