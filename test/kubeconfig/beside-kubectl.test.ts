import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allCases } from './beside/all-cases.js';
import { comparable, readRecorded } from './beside/recorded.js';
import { runOwnCase } from './beside/run-case.js';
import { type Stand, startStand } from './beside/stand.js';

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand.close());

const recorded = readRecorded();

describe('a kubeconfig is read as kubectl read it', () => {
  it('in every case that is recorded', () => {
    expect(allCases.map(({ name }) => name)).toEqual([...recorded.keys()]);
  });

  it.each(allCases.filter(({ explained }) => explained === undefined))('$name', async (each) => {
    const { error, ...outcome } = await runOwnCase(stand, each);
    const theirs = recorded.get(each.name) ?? { requests: [] };
    expect(outcome).toEqual(comparable(theirs));
    // What kubectl refuses is refused with a reason too.
    if (theirs.error) expect(error).toMatch(/\S/);
  });

  it.each(allCases.filter(({ explained }) => explained !== undefined))(
    '$name: not so, since $explained',
    async (each) => {
      const outcome = comparable(await runOwnCase(stand, each));
      expect(outcome).not.toEqual(comparable(recorded.get(each.name) ?? { requests: [] }));
      expect(outcome.requests).toHaveLength(1);
    },
  );
});
