import { describe, expect, test } from 'vitest';
import { compareVerdict, type Library, type RecordedCause, type Verdict } from './compare.js';
import { dumpless, firstLineOfChange, unquote } from './messages.js';

const testCase = { id: 'a', pod: { spec: {} }, ephemeralContainers: [{ name: 'dbg' }] };
const ports = {
  reason: 'FieldValueForbidden',
  field: 'spec.ephemeralContainers[0].ports',
  message: 'Forbidden: cannot be set for an Ephemeral Container',
};
const name = {
  reason: 'FieldValueRequired',
  field: 'spec.ephemeralContainers[0].name',
  message: 'Required value',
};

function answering(causes: readonly RecordedCause[], strict: readonly RecordedCause[] = causes): Library {
  return {
    validateEphemeralContainers: (value, { fieldValidation }) => {
      const given = fieldValidation === 'Strict' ? strict : causes;
      return given.length === 0
        ? { ok: true, value, warnings: [] }
        : { ok: false, causes: given, warnings: [] };
    },
    withDefaults: (container) => container,
  };
}

function compare(verdict: Verdict, library: Library): string[] {
  return compareVerdict('1.34', testCase, verdict, library);
}

describe('a verdict and the library', () => {
  test('agree', () => {
    expect(compare({ verdict: 'accepted', stored: [{ name: 'dbg' }] }, answering([]))).toEqual([]);
    expect(compare({ verdict: 'invalid', causes: [name, ports] }, answering([name, ports]))).toEqual([]);
    expect(compare({ verdict: 'decode' }, answering([{ ...name, reason: 'FieldValueTypeInvalid' }]))).toEqual(
      [],
    );
  });

  test('differ in whether the list is accepted', () => {
    expect(compare({ verdict: 'accepted', stored: [{ name: 'dbg' }] }, answering([name]))).toEqual([
      'surplus cause FieldValueRequired spec.ephemeralContainers[0].name: Required value',
    ]);
    expect(compare({ verdict: 'invalid', causes: [name] }, answering([]))).toHaveLength(1);
    expect(compare({ verdict: 'decode', error: 'json: cannot unmarshal' }, answering([name]))).toEqual([
      'has no FieldValueTypeInvalid, the server: json: cannot unmarshal',
    ]);
  });

  test('differ in causes, except for those inside a field that is not allowed', () => {
    const inside = { ...name, field: 'spec.ephemeralContainers[0].ports[0].containerPort' };
    const beside = { ...name, field: 'spec.ephemeralContainers[0].portsOfCall' };
    expect(compare({ verdict: 'invalid', causes: [ports, inside] }, answering([ports]))).toEqual([]);
    expect(compare({ verdict: 'invalid', causes: [ports, inside] }, answering([inside]))).toHaveLength(1);
    expect(compare({ verdict: 'invalid', causes: [ports, beside] }, answering([ports]))).toHaveLength(1);
    expect(compare({ verdict: 'invalid', causes: [ports] }, answering([ports, inside]))).toHaveLength(1);
  });

  test('differ in the order of causes, and in how often one is told', () => {
    const verdict = { verdict: 'invalid', causes: [name, ports] };
    expect(compare(verdict, answering([ports, name]))).toHaveLength(1);
    expect(compare(verdict, answering([name, ports, ports]))).toHaveLength(1);
    expect(compare({ verdict: 'invalid', causes: [name, name] }, answering([name]))).toHaveLength(1);
  });

  test('differ in what is unknown', () => {
    const unknown = ['unknown field "spec.ephemeralContainers[0].a\\"b"', 'unknown field "spec.foo"'];
    const verdict = { verdict: 'accepted', stored: [{ name: 'dbg' }], unknown };
    const told = { ...name, field: 'spec.ephemeralContainers[0].a"b' };
    expect(compare(verdict, answering([], [told]))).toEqual([]);
    expect(compare(verdict, answering([]))).toEqual([
      'Strict misses the unknown spec.ephemeralContainers[0].a"b',
    ]);
    expect(compare({ ...verdict, unknown: [] }, answering([], [told]))).toHaveLength(1);
  });

  test('differ in what is stored', () => {
    expect(compare({ verdict: 'accepted', stored: [{ name: 'dbg', tty: true }] }, answering([]))).toEqual([
      'stores [0].tty true, withDefaults undefined',
    ]);
    expect(compare({ verdict: 'accepted', stored: [] }, answering([]))).toHaveLength(1);
  });

  test('differ where the library throws or changes its input', () => {
    const throwing = { ...answering([]), validateEphemeralContainers: () => raise() };
    expect(compare({ verdict: 'accepted' }, throwing)[0]).toMatch(/^throws Error: no/);
    const changing: Library = {
      ...answering([]),
      withDefaults: (container: { tty?: boolean }) => Object.assign(container, { tty: true }),
    };
    const mine = structuredClone(testCase);
    expect(
      compareVerdict('1.34', mine, { verdict: 'accepted', stored: [{ name: 'dbg', tty: true }] }, changing),
    ).toEqual(['changes its input']);
  });
});

function raise(): never {
  throw new Error('no');
}

describe('messages', () => {
  test.each([
    ['Invalid value: {"A":{"B":"}\\""}}: words: {x}', 'Invalid value: {…}: words: {x}'],
    ['Invalid value: core.SecurityContext{A:(*bool)(0xc00), B:"{"}: words', 'Invalid value: {…}: words'],
    ['Invalid value: "{}": words', 'Invalid value: "{}": words'],
    ['Required value: {}', 'Required value: {}'],
  ])('without dumps: %s', (message, expected) => expect(dumpless(message)).toBe(expected));

  test('end at the first line where a change is told', () => {
    expect(firstLineOfChange('Forbidden: existing "a" may not be changed\n@@ -1')).toBe(
      'Forbidden: existing "a" may not be changed',
    );
    expect(firstLineOfChange('Invalid value: two\nlines')).toBe('Invalid value: two\nlines');
  });

  test('are unquoted as Go quotes', () => {
    expect(unquote('"a\\"\\\\n\\n\\x00\\u2028\\U0001f600"')).toBe('a"\\n\n\0\u2028\u{1f600}');
  });
});
