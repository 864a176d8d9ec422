import { describe, expect, it } from 'vitest';
import { pickKnown, requireKnown } from '../../src/core/known-options.js';

const known = { minor: true, pod: true } as const;

describe('known-options', () => {
  it.each([{}, { minor: '1.30' }, { pod: undefined, other: undefined }])('takes %j', (given) => {
    expect(() => requireKnown(given, known)).not.toThrow();
    expect(() => requireKnown(given, ['minor', 'pod'])).not.toThrow();
  });

  it.each<[unknown, string | undefined, string]>([
    [null, undefined, 'options: must be an object, got null'],
    ['minor', 'server', 'server: must be an object, got minor'],
    [{ minro: 1 }, undefined, 'minro: there is no such option, did you mean minor?'],
    [{ minro: 1 }, 'server', 'server.minro: there is no such option, did you mean minor?'],
    [{ somethingElse: 1 }, undefined, 'somethingElse: there is no such option, only minor, pod'],
    [{ minor: 1, toString: 1 }, undefined, 'toString: there is no such option, only minor, pod'],
  ])('%j of %j throws', (given, where, message) => {
    expect(() => requireKnown(given, known, where)).toThrow(new TypeError(message));
  });

  it('picks what is known, and nothing inherited by the names', () => {
    expect(pickKnown({ minor: 1, other: 2, constructor: 3 }, known)).toEqual({ minor: 1 });
  });
});
