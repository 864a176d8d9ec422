import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { parseJson } from '../../src/yaml/parse-json.js';
import { parseTree } from '../../src/yaml/parse-tree.js';
import { parsePlainYaml } from '../../src/yaml/plain-yaml.js';
import type { TextDocument } from '../../src/yaml/text-document.js';
import { root } from '../root.js';

/** All that can be asked of documents: values, keys in their order, repeated keys, places of every part. */
function describeAll(documents: readonly TextDocument[] | undefined): string {
  return JSON.stringify(
    documents?.map((document) => {
      if ('problem' in document) return document;
      const places = listPaths(document.value).map((path) => [
        path,
        document.locate(path, 'key'),
        document.locate(path, 'value'),
        document.locate([...path, 'missing'], 'value'),
      ]);
      return { value: document.value, duplicates: document.findDuplicates(), places };
    }),
  );
}

function listPaths(
  value: unknown,
  path: readonly (string | number)[] = [],
): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...members.flatMap(([key, item]) => listPaths(item, [...path, key]))];
}

const lines = `# a comment
apiVersion: v1
kind: Pod # another
metadata:
  name: web
  annotations: {a/b: "x", c: 'd''e'}
  labels:

spec:
  containers:
  - name: app
    image: busybox:1.36
    args: ["-c", 'x', y z, 10, on]
    command:
      - sh
      - -c
      - "echo \\"hi\\""
    env:
    - {name: A, value: b}
    - name: B
      value: "1"   # note
  volumes: []
---
name: a
image: b
---
- name: x
  stdin: yes
- name: 'y'
  n: 010
  f: 1e3
  "q": ~
  z:
    deep:
      deeper: true
    list:
      - a
      - b: c
        d:
        - e
|
  text
>-
  folded
&anchor a
*anchor
<<: {a: 1}
!!str 1
`.split('\n');

const characters = [...' \n:-#[]{},"\'ab1.~&*!|>%@`?\\=<yn0\t\r\u00a0é'];

/** A few lines of those above, changed in a few places. */
const mutated = fc
  .record({
    from: fc.nat(lines.length),
    count: fc.integer({ min: 1, max: 16 }),
    edits: fc.array(
      fc.record({ at: fc.nat(300), drop: fc.nat(1), put: fc.constantFrom('', ...characters) }),
      { maxLength: 4 },
    ),
  })
  .map(({ from, count, edits }) =>
    edits.reduce(
      (text, { at, drop, put }) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + put + text.slice(place + drop);
      },
      lines.slice(from, from + count).join('\n'),
    ),
  );

const scalar = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: fc.constantFrom(...'yesnoYNtrufal01.e+-_x~:# '), maxLength: 6 }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
);
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-yA-Y1][a-y./-]{0,4}$/), tie('value'), {
      maxKeys: 4,
    }),
  ),
}));

describe('the quick readers answer as the parser of all YAML does, or not at all', () => {
  test('on lines that are changed here and there', () => {
    let read = 0;
    fc.assert(
      fc.property(mutated, (text) => {
        const quick = parsePlainYaml(text);
        if (quick === undefined) return;
        read += 1;
        expect(describeAll(quick)).toBe(describeAll(parseTree(text, { format: 'yaml' })));
      }),
      { numRuns: 3_000 },
    );
    expect(read).toBeGreaterThan(300);
  });
  test('on values that are written as YAML, in blocks and in braces', () => {
    let read = 0;
    const style = fc.record({ indent: fc.constantFrom(2, 4), indentSeq: fc.boolean(), flow: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(anyValue, { minLength: 1, maxLength: 3 }),
        style,
        (value, { indent, indentSeq, flow }) => {
          const collectionStyle = flow ? 'flow' : 'block';
          const text = stringify(value, { version: '1.1', indent, indentSeq, collectionStyle });
          const quick = parsePlainYaml(text);
          if (quick === undefined) return;
          read += 1;
          expect(describeAll(quick)).toBe(describeAll(parseTree(text, { format: 'yaml' })));
        },
      ),
      { numRuns: 1_500 },
    );
    expect(read).toBeGreaterThan(100);
  });
  test('on values that are written as JSON', () => {
    fc.assert(
      fc.property(anyValue, fc.constantFrom('', '  '), (value, indent) => {
        const text = JSON.stringify([value], null, indent);
        const quick = parseJson(text);
        expect(JSON.stringify(quick?.map((document) => 'value' in document && document.value))).toBe(
          JSON.stringify([[value]]),
        );
      }),
    );
  });
  test('on the recorded lists, which are common enough to be read quickly', () => {
    const all = readFileSync(join(root, 'test/conformance/recorded/cases.jsonl'), 'utf8').trim().split('\n');
    const cases = all.filter((_, index) => index % 5 === 0);
    let read = 0;
    for (const line of cases) {
      const { ephemeralContainers } = JSON.parse(line) as { ephemeralContainers: unknown };
      const text = stringify(
        { spec: { ephemeralContainers } },
        { version: '1.1', aliasDuplicateObjects: false },
      );
      const quick = parsePlainYaml(text);
      if (quick === undefined) continue;
      read += 1;
      expect(describeAll(quick)).toBe(describeAll(parseTree(text, { format: 'yaml' })));
    }
    expect(read).toBeGreaterThan(cases.length * 0.9);
  });
  test('a large file is not left to the parser of all YAML', () => {
    const variables = Array.from(
      { length: 20_000 },
      (_, index) => `- name: V${index}\n  value: "${index}"\n`,
    );
    const text = `name: a\nimage: b\nenv:\n${variables.join('')}`;
    expect(parsePlainYaml(text)).toHaveLength(1);
  });
});

test.each(['"', "'"])('a text in %s that goes on over lines is left to the parser at once', (quote) => {
  const text = 'a word and '.repeat(1_000);
  expect(parsePlainYaml(`a: ${quote}${text}\n  ${text}${quote}\n`)).toBeUndefined();
  expect(parsePlainYaml(`${quote}${text}\n`)).toBeUndefined();
});
