import { describe, expect, it } from 'vitest';
import { explainDnsLabel, explainDnsSubdomain } from '../../src/core/dns-names.js';

/** The beginning of each problem, which tells them apart. */
function first(problems: readonly string[]): string[] {
  return problems.map((problem) => problem.slice(0, 24));
}

const label = 'a lowercase RFC 1123 lab';
const subdomain = 'a lowercase RFC 1123 sub';

describe('a DNS label', () => {
  it.each([
    ['a', []],
    ['0-9', []],
    ['x'.repeat(63), []],
    ['x'.repeat(64), ['must be no more than 63 ']],
    ['', [label]],
    ['-a', [label]],
    ['a-', [label]],
    ['A', [label]],
    ['ä', [label]],
    ['a.b', ['must not contain dots']],
    ['a.-b', [label]],
    // 63 bytes are fewer letters than 63 where they take more than one
    ['ä'.repeat(32), ['must be no more than 63 ', label]],
  ])('%j', (value, expected) => expect(first(explainDnsLabel(value, 37))).toEqual(expected));

  it('does not tell dots from the rest before 1.27', () => {
    expect(first(explainDnsLabel('a.b', 26))).toEqual([label]);
  });
});

describe('a DNS subdomain', () => {
  it.each([
    ['a.b-c.0', []],
    [`${'x'.repeat(200)}.a`, []],
    ['x'.repeat(254), ['must be no more than 253']],
    ['a..b', [subdomain]],
    ['.a', [subdomain]],
    ['a.', [subdomain]],
    ['a-.b', [subdomain]],
    ['a.-b', [subdomain]],
  ])('%j', (value, expected) => expect(first(explainDnsSubdomain(value))).toEqual(expected));
});
