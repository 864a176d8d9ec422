import { describe, expect, test } from 'vitest';
import { podSecurityOf, verdictOf, withAnswer } from './recording.js';

const accepted = { verdict: 'accepted' };
const invalid = { verdict: 'invalid' };

describe('spans of answers', () => {
  test('grow where the next minor answers the same', () => {
    const spans = [{ from: '1.25', to: '1.37', ...accepted }];
    expect(withAnswer(spans, '1.38', { verdict: 'accepted' })).toEqual([
      { from: '1.25', to: '1.38', ...accepted },
    ]);
    expect(withAnswer(spans, '1.38', invalid)).toEqual([...spans, { from: '1.38', to: '1.38', ...invalid }]);
  });

  test('part and join where one in the middle is recorded anew', () => {
    const spans = [{ from: '1.9', to: '1.11', ...accepted }];
    const parted = withAnswer(spans, '1.10', invalid);
    expect(parted).toEqual([
      { from: '1.9', to: '1.9', ...accepted },
      { from: '1.10', to: '1.10', ...invalid },
      { from: '1.11', to: '1.11', ...accepted },
    ]);
    expect(withAnswer(parted, '1.10', accepted)).toEqual(spans);
  });

  test('leave a gap open where a minor was skipped', () => {
    expect(withAnswer([{ from: '1.25', to: '1.25', ...accepted }], '1.27', accepted)).toHaveLength(2);
  });
});

test('what is kept of an answer names no internals and nothing of the Pod', () => {
  const field = 'spec.ephemeralContainers[0].securityContext';
  const answer = {
    id: 'a',
    verdict: 'invalid',
    error: 'text',
    unknown: ['unknown field "spec.foo"', 'unknown field "spec.ephemeralContainers[0].foo"'],
    causes: [{ reason: 'FieldValueInvalid', field, message: 'Invalid value: {"A":1}: words' }],
  };
  expect(verdictOf(answer)).toEqual({
    verdict: 'invalid',
    unknown: ['unknown field "spec.ephemeralContainers[0].foo"'],
    causes: [{ reason: 'FieldValueInvalid', field, message: 'Invalid value: {…}: words' }],
  });
  expect(verdictOf({ id: 'b', verdict: 'accepted', unknown: ['unknown field "spec.foo"'] })).toEqual(
    accepted,
  );
});

test('Pod Security is kept by policy version, empty where allowed', () => {
  const psa = { 'v1.23': { restricted: 'x' }, 'v1.24': { restricted: 'x', baseline: 'y' } };
  expect(podSecurityOf({ id: 'a', verdict: 'accepted', psa }, ['v1.23', 'v1.24', 'v1.25'])).toEqual({
    id: 'a',
    baseline: [
      { from: 'v1.23', to: 'v1.23', detail: '' },
      { from: 'v1.24', to: 'v1.24', detail: 'y' },
      { from: 'v1.25', to: 'v1.25', detail: '' },
    ],
    restricted: [
      { from: 'v1.23', to: 'v1.24', detail: 'x' },
      { from: 'v1.25', to: 'v1.25', detail: '' },
    ],
  });
});
