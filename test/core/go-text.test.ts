import { describe, expect, it } from 'vitest';
import { byteLength, goJson, goQuote, isGoSpace, trimGoSpace } from '../../src/core/go-text.js';

/** Answers of Go 1.26: strconv.Quote, json.Marshal, len and strings.TrimSpace. */
describe('go-text', () => {
  it.each<[string, string, string, number]>([
    ['', '""', '""', 0],
    ['a', '"a"', '"a"', 1],
    ['"', '"\\""', '"\\""', 1],
    ['\\', '"\\\\"', '"\\\\"', 1],
    ["a'b", '"a\'b"', '"a\'b"', 3],
    ['\u0007\b\f\n\r\t\v', '"\\a\\b\\f\\n\\r\\t\\v"', '"\\u0007\\b\\f\\n\\r\\t\\u000b"', 7],
    ['\u0000', '"\\x00"', '"\\u0000"', 1],
    ['\u007f', '"\\x7f"', '"\u007f"', 1],
    ['é', '"é"', '"é"', 2],
    ['\u00a0', '"\\u00a0"', '"\u00a0"', 2],
    ['\u00ad', '"\\u00ad"', '"\u00ad"', 2],
    ['\u200b', '"\\u200b"', '"\u200b"', 3],
    ['\u2028', '"\\u2028"', '"\\u2028"', 3],
    ['\ufeff', '"\\ufeff"', '"\ufeff"', 3],
    ['😀', '"😀"', '"😀"', 4],
    ['\u{e0001}', '"\\U000e0001"', '"\u{e0001}"', 4],
    ['<&>', '"<&>"', '"\\u003c\\u0026\\u003e"', 3],
  ])('writes %j', (value, quoted, json, bytes) => {
    expect(goQuote(value)).toBe(quoted);
    expect(goJson(value)).toBe(json);
    expect(byteLength(value)).toBe(bytes);
  });

  it.each(['\ud83d', '\ude00', 'a\ud83d', '\ude00\ud83d'])(
    'reads a lone surrogate as U+FFFD: %j',
    (value) => {
      const read = value.replace(/[\ud83d\ude00]/gu, '\ufffd');
      expect(goQuote(value)).toBe(goQuote(read));
      expect(goJson(value)).toBe(goJson(read));
      expect(byteLength(value)).toBe(byteLength(read));
    },
  );

  it.each([
    [' a ', 'a'],
    ['\v\fa', 'a'],
    ['\u0085a', 'a'],
    ['\u00a0a', 'a'],
    ['\u2028a', 'a'],
    ['\u3000a\u3000', 'a'],
    ['   ', ''],
    ['\u180ea', '\u180ea'],
    ['\u200ba', '\u200ba'],
    ['\ufeffa', '\ufeffa'],
  ])('trims %j to %j', (value, expected) => {
    expect(trimGoSpace(value)).toBe(expected);
    expect(isGoSpace(value.charCodeAt(0))).toBe(value !== expected);
  });
});
