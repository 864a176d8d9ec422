import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validateEphemeralContainers, withDefaults } from '../../src/index.js';
import type { Library } from './compare.js';
import { cases } from './fuzz/cases.js';

const library: Library = { validateEphemeralContainers, withDefaults };
const minors = ['1.25', '1.30', '1.34', '1.37'];

function validate(list: unknown, pod: unknown, minor: string, fieldValidation: 'Strict' | 'Ignore') {
  return library.validateEphemeralContainers(list, {
    pod: pod as never,
    minor: minor as never,
    fieldValidation,
  });
}

function withList(pod: unknown, ephemeralContainers: readonly unknown[]): unknown {
  const { spec, ...rest } = pod as { spec: object };
  return { ...rest, spec: { ...spec, ephemeralContainers } };
}

describe.each(minors)('whatever is proposed for whatever Pod, %s', (minor) => {
  const seed = Number(minor.slice(2));

  test('never throws, never changes its input, and is stricter when it is asked to be', () => {
    fc.assert(
      fc.property(cases, ({ pod, ephemeralContainers }) => {
        const before = JSON.stringify([pod, ephemeralContainers]);
        const ignoring = validate(ephemeralContainers, pod, minor, 'Ignore');
        const strict = validate(ephemeralContainers, pod, minor, 'Strict');
        expect(JSON.stringify([pod, ephemeralContainers])).toBe(before);
        if (strict.ok) expect(ignoring.ok).toBe(true);
        if (!ignoring.ok && !strict.ok)
          expect(strict.causes).toEqual(expect.arrayContaining([...ignoring.causes]));
      }),
      { numRuns: 400, seed, endOnFailure: true },
    );
  });

  test('takes what it stored once more, which changes nothing', () => {
    let accepted = 0;
    for (const { pod, ephemeralContainers } of fc.sample(cases, { numRuns: 400, seed })) {
      if (!Array.isArray(ephemeralContainers)) continue;
      if (!validate(ephemeralContainers, pod, minor, 'Ignore').ok) continue;
      accepted++;
      const options = { pod: pod as never, minor: minor as never };
      const stored = ephemeralContainers.map((container) =>
        library.withDefaults(container as never, options),
      );
      const live = withList(pod, stored);
      expect(validate(stored, live, minor, 'Strict')).toMatchObject({ ok: true });
      expect(stored.map((container) => library.withDefaults(container as never, options))).toEqual(stored);
      expect(validate(ephemeralContainers, live, minor, 'Ignore')).toMatchObject({ ok: true });
    }
    expect(accepted).toBeGreaterThan(100);
  });
});
