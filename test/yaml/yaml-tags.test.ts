import { describe, expect, test } from 'vitest';
import { parseDocuments } from '../../src/yaml/parse-documents.js';

// recorded from sigs.k8s.io/yaml v1.6.0 YAMLToJSON, which is what kubectl reads files with
const recorded: readonly (readonly [string, string])[] = [
  ['a: yes', '{"a":true}'],
  ['a: no', '{"a":false}'],
  ['a: y', '{"a":true}'],
  ['a: N', '{"a":false}'],
  ['a: On', '{"a":true}'],
  ['a: OFF', '{"a":false}'],
  ['a: True', '{"a":true}'],
  ['a: tRUE', '{"a":"tRUE"}'],
  ['a: "yes"', '{"a":"yes"}'],
  ['a: 010', '{"a":8}'],
  ['a: 0o10', '{"a":8}'],
  ['a: -010', '{"a":-8}'],
  ['a: 08', '{"a":8}'],
  ['a: 09', '{"a":9}'],
  ['a: 12:30:45', '{"a":"12:30:45"}'],
  ['a: 2001-01-01', '{"a":"2001-01-01"}'],
  ['a: 1_000', '{"a":1000}'],
  ['a: _1', '{"a":"_1"}'],
  ['a: 0x1F', '{"a":31}'],
  ['a: -0x10', '{"a":-16}'],
  ['a: 0x', '{"a":"0x"}'],
  ['a: 0b11', '{"a":3}'],
  ['a: ~', '{"a":null}'],
  ['a:', '{"a":null}'],
  ['a: NULL', '{"a":null}'],
  ['a: nULL', '{"a":"nULL"}'],
  ['a: 1e3', '{"a":1000}'],
  ['a: 1e', '{"a":"1e"}'],
  ['a: .5', '{"a":0.5}'],
  ['a: 1.', '{"a":1}'],
  ['a: +.5', '{"a":0.5}'],
  ['a: -0', '{"a":0}'],
  ['a: 1e400', '{"a":"1e400"}'],
  ['a: =', '{"a":"="}'],
  ['a: 1.2.3', '{"a":"1.2.3"}'],
  ['a: --1', '{"a":"--1"}'],
  ['1: x', '{"1":"x"}'],
  ['true: y', '{"true":true}'],
  ['y: 1', '{"true":1}'],
  ['0x10: a', '{"16":"a"}'],
  ['a: !!binary aGk=', '{"a":"hi"}'],
  ['a: !!str 1', '{"a":"1"}'],
  ['a: !foo 1', '{"a":"1"}'],
  ["a: 'x\n  y'", '{"a":"x y"}'],
  ['a: |\n  x\n  y\n', '{"a":"x\\ny\\n"}'],
  ['a: &x [1]\nb: *x', '{"a":[1],"b":[1]}'],
  ['<<: {a: 1}\nb: 2', '{"a":1,"b":2}'],
  ['base: &b {a: 1, d: 0}\nc:\n  <<: *b\n  d: 1', '{"base":{"a":1,"d":0},"c":{"a":1,"d":1}}'],
  ['c:\n  <<: [{a: 1},{a: 2, b: 3}]', '{"c":{"a":1,"b":3}}'],
];

describe('YAML becomes the JSON that kubectl makes of it', () => {
  test.each(recorded)('%j', (text, json) => {
    const [document] = parseDocuments(text);
    expect(document).toHaveProperty('value');
    expect(JSON.parse(JSON.stringify((document as { value: unknown }).value))).toEqual(JSON.parse(json));
  });
  test.each(['a: .inf', 'a: .NaN', '~: z', '? [a]\n: b'])('%j is refused, as kubectl does', (text) => {
    expect(parseDocuments(text)[0]).toHaveProperty('problem');
  });
  test('JSON that is indented with tabs', () => {
    const text = '{\n\t"a": "\\ud83d\\ude00\\/",\n\t"b": [\n\t\t1\n\t]\n}';
    expect(parseDocuments(text)).toMatchObject([{ value: { a: '😀/', b: [1] } }]);
  });
});
