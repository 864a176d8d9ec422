import { describe, expect, it } from 'vitest';
import { parseQuantity } from '../../src/core/quantity.js';

/** Answers of resource.Quantity of apimachinery v0.37: UnmarshalJSON, then String and IsZero. */
describe('quantity', () => {
  it.each([
    ['1', '1'],
    [' 1 ', '1'],
    ['+1', '+1'],
    ['-1', '-1'],
    ['5.', '5.'],
    ['.5', '500m'],
    ['0.1', '100m'],
    ['1.0', '1'],
    ['1.5', '1500m'],
    ['-0.5m', '-500u'],
    ['100m', '100m'],
    ['1000m', '1'],
    ['1000', '1k'],
    ['1024', '1024'],
    ['1k', '1k'],
    ['1E', '1E'],
    ['1n', '1n'],
    ['0.1n', '1n'],
    ['1e3', '1e3'],
    ['1E3', '1E3'],
    ['1e-3', '1e-3'],
    ['1e99', '1e99'],
    ['1Ki', '1Ki'],
    ['1024Ki', '1Mi'],
    ['1.5Gi', '1536Mi'],
    ['0.5Ki', '512'],
    ['9999999999Ei', '9223372036854775807'],
    ['9223372036854775807', '9223372036854775807'],
    ['9223372036854775808', '9223372036854775808'],
  ])('reads %j as %j', (value, text) => expect(parseQuantity(value)).toEqual({ text, isZero: false }));

  it.each(['0', '00', '0.0', '0Ki', '.'])('reads %j as zero', (value) =>
    expect(parseQuantity(value)).toEqual({ text: '0', isZero: true }),
  );

  it.each(['', ' ', 'x', '0x1', '1 k', '1K', '1ki', '1e'])('does not read %j', (value) =>
    expect(parseQuantity(value)).toBeUndefined(),
  );

  it('reads a JSON number as its text', () => {
    for (const value of [0, 1, 0.1, 1024, -1])
      expect(parseQuantity(value)).toEqual(parseQuantity(`${value}`));
  });
});
