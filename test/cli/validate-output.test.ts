import { describe, expect, test } from 'vitest';
import { type Report, reportPart, statusOf } from '../../src/cli/validate/report.js';
import { writeJson } from '../../src/cli/validate/write-json.js';
import { writeProblems, writeText } from '../../src/cli/validate/write-text.js';
import { formatCause } from '../../src/core/cause.js';
import { validateDocuments } from '../../src/text/validate-documents.js';
import type { FieldValidation } from '../../src/validate/options.js';
import { parseDocuments } from '../../src/yaml/parse-documents.js';
import { placesIn } from '../../src/yaml/place.js';
import { smallValidator } from '../text/small-validator.js';

function reports(text: string, fieldValidation: FieldValidation = 'Strict'): readonly Report[] {
  const documents = parseDocuments(text, 'yaml');
  const parts = validateDocuments(documents, placesIn(text), smallValidator, { fieldValidation });
  return parts.map((part) => reportPart({ name: 'a.yaml', text }, [['1.37', part]]));
}

function lines(text: string): readonly string[] {
  return reports(text).flatMap((report) => [...writeProblems(report), ...writeText(report)]);
}

describe('text output', () => {
  test('points at the key of what is forbidden, and at the value of what is invalid', () => {
    expect(lines('name: a\nports:\n  - containerPort: 80\nimage: " "\n')).toEqual([
      'a.yaml:2:1: spec.ephemeralContainers[0].ports: Forbidden: no',
      '  2 | ports:',
      '    | ^^^^^',
      '  hint: remove it',
      'a.yaml:4:8: spec.ephemeralContainers[0].image: Invalid value: " ": no spaces',
      '  4 | image: " "',
      '    |        ^^^',
    ]);
  });
  test('points at the item that lacks something', () => {
    expect(lines('- name: a\n- image: b\n')).toEqual([
      'a.yaml:2:3: spec.ephemeralContainers[1].name: Required value',
      '  2 | - image: b',
      '    |   ^^^^^^^^',
    ]);
  });
  test('follows aliases and merge keys', () => {
    const text = 'x-base: &base\n  ports: []\nname: a\n<<: *base\n';
    expect(lines(text)[0]).toBe('a.yaml:2:3: spec.ephemeralContainers[0].ports: Forbidden: no');
  });
  test('shows a stretch of a long line, and the mark beneath the right character', () => {
    const text = `{"name":"a","args":["${'x'.repeat(1000)}"],"ports":[],"command":["${'y'.repeat(1000)}"]}`;
    const [head, line = '', mark = ''] = lines(text);
    expect(head).toBe('a.yaml:1:1025: spec.ephemeralContainers[0].ports: Forbidden: no');
    expect(line.length).toBeLessThan(140);
    expect(line.slice(mark.indexOf('^'), mark.lastIndexOf('^') + 1)).toBe('"ports"');
  });
  test('counts columns behind tabs and wide characters, and shows no control characters', () => {
    const [, line = '', mark = ''] = lines('{\t"env": "語\u001b[31m",\t"name": "a", "ports": 1}');
    expect(line).toBe('  1 | { "env": "語\ufffd[31m", "name": "a", "ports": 1}');
    expect(mark.indexOf('^')).toBe(line.indexOf('"ports"') + 1);
  });
  test('lines that end in CRLF, and a byte order mark in front', () => {
    expect(lines('name: a\r\nports: 1\r\n')).toEqual([
      'a.yaml:2:1: spec.ephemeralContainers[0].ports: Forbidden: no',
      '  2 | ports: 1',
      '    | ^^^^^',
      '  hint: remove it',
    ]);
  });
});

describe('what a file may hold', () => {
  test('several documents, empty ones aside', () => {
    expect(lines('---\nname: a\n---\n---\n# nothing\n---\n- name: b\n- name: c\n...\n')).toEqual([
      'a.yaml:2:1: valid: container "a"',
      'a.yaml:7:1: valid: 2 ephemeral containers',
    ]);
  });
  test('a Pod from a cluster', () => {
    const pod = {
      kind: 'Pod',
      metadata: { name: 'web', uid: '1' },
      spec: { ephemeralContainers: [{ ports: 1 }] },
    };
    const [report] = reports(JSON.stringify(pod));
    expect(report?.causes.map(formatCause)).toEqual([
      'spec.ephemeralContainers[0].name: Required value',
      'spec.ephemeralContainers[0].ports: Forbidden: no',
    ]);
    expect(report && statusOf(report).message).toContain('Pod "web" is invalid: [');
  });
  test('a manifest to create is told that they are added later', () => {
    const text = 'kind: Pod\napiVersion: v1\nspec:\n  ephemeralContainers:\n  - name: a\n    ports: []\n';
    expect(lines(text)).toEqual([
      'a.yaml:4:3: spec.ephemeralContainers: Forbidden: cannot be set on create',
      '  4 |   ephemeralContainers:',
      '    |   ^^^^^^^^^^^^^^^^^^^',
      '  hint: create the Pod without them, then add them to the running Pod: ephemeral-containers add POD',
      'a.yaml:6:5: spec.ephemeralContainers[0].ports: Forbidden: no',
      '  6 |     ports: []',
      '    |     ^^^^^',
      '  hint: remove it',
    ]);
  });
  test.each([['metadata: {uid: "1"}'], ['metadata: {resourceVersion: "1"}'], ['status: {}']])(
    '%s makes it a Pod from a cluster',
    (line) => {
      const text = `kind: Pod\n${line}\nspec: {ephemeralContainers: [{name: a}]}`;
      expect(lines(text)).toEqual(['a.yaml:1:1: valid: Pod with 1 ephemeral container']);
    },
  );
  test('a Pod without any, in a List, a PodList and a plain array', () => {
    const pod = '{kind: Pod, metadata: {name: p}}';
    const nothing = 'valid: Pod "p" with no ephemeral containers';
    expect(lines(`kind: List\nitems:\n- ${pod}\n- ${pod}`)).toEqual([
      `a.yaml:3:3: ${nothing}`,
      `a.yaml:4:3: ${nothing}`,
    ]);
    expect(lines('kind: PodList\nitems:\n- metadata: {name: p}')).toEqual([`a.yaml:3:3: ${nothing}`]);
    expect(lines(`[${pod}]`)).toEqual([`a.yaml:1:2: ${nothing}`]);
    expect(lines('kind: List\napiVersion: v1\nitems: []')).toEqual([]);
  });
});

describe('JSON', () => {
  test('in several values, one after another', () => {
    expect(lines('{"name":"a"}\n{"name":"b"} [{"name":"c"}]\n')).toEqual([
      'a.yaml:1:1: valid: container "a"',
      'a.yaml:2:1: valid: container "b"',
      'a.yaml:2:14: valid: 1 ephemeral container',
    ]);
  });
  test('is pointed into as YAML is', () => {
    const list = [{ name: 'a', 'p"x': [1, { y: null }], image: ' ' }, { ports: [1] }];
    const positions = (text: string) =>
      reports(text).flatMap(({ causes }) =>
        causes.map((cause) => [formatCause(cause), cause.offset, cause.length] as const),
      );
    const text = JSON.stringify(list, null, 2);
    expect(positions(text)).toHaveLength(3);
    expect(positions(text)).toEqual(
      positions(`# as YAML\n${text}`).map(([cause, offset, length]) => [cause, offset - 10, length]),
    );
  });
  test('with a name twice, even where it is written in another way', () => {
    const [report] = reports('{"name":"a", "im\\u0061ge": "b",\n "image": "c"}');
    expect(report?.causes).toMatchObject([
      { rule: 'duplicate-field', field: 'spec.ephemeralContainers[0].image', line: 2, column: 2, length: 7 },
    ]);
  });
  test.each(['{"name": }', '{"name":"a"', '{"name":"a"} x', '{"name" "a"}', '[1,,2]', '{"a":01x"}'])(
    '%s is told as YAML is',
    (text) => {
      expect(lines(text)[0]).toMatch(/^a\.yaml:1:\d+: (is not YAML|valid|spec|holds)/);
    },
  );
  test('a megabyte of it', () => {
    const items = Array.from({ length: 10_000 }, (_, index) => ({
      name: `c${index}`,
      image: ' ',
      args: ['a', 'b'],
    }));
    const causes = reports(JSON.stringify(items))[0]?.causes ?? [];
    expect(causes).toHaveLength(10_000);
    expect(causes[9_999]?.offset).toBeGreaterThan(400_000);
  });
});

describe('what it does not hold', () => {
  test.each([
    ['kind: Pod\napiVersion: v2', 'is a Pod of apiVersion v2'],
    ['spec: {ephemeralContainers: [], nodeName: x}', 'add "apiVersion: v1" and "kind: Pod"'],
    ['spec: {ephemeralContainers: {}}', 'has spec.ephemeralContainers, which is not a list'],
    ['ephemeralContainers: []', 'pass the list of containers alone'],
    ['kind: EphemeralContainers\nephemeralContainers: []', 'which no supported minor has: pass its list'],
    ['kind: AdmissionReview\nrequest: {}', 'is an AdmissionReview: pass the Pod in it'],
    ['[{op: add, path: /spec, value: {}}]', 'is a JSON Patch: pass the containers that it adds'],
    ['metadata: {}', 'has no kind and does not look like a container'],
    ['kind: List\nitems: {}', 'a.yaml:2:1: is a List whose items are not a list'],
    ['kind: Pod\nspec: []', 'a.yaml:2:1: is a Pod whose spec is a list, not a mapping'],
    ['kind: Pod\nspec: {ephemeralContainer: []}', 'it is spec.ephemeralContainers'],
    [
      'kind: Pod\nspec: {ephemeralContainers: x}',
      'is a Pod whose spec.ephemeralContainers is a string, not a list',
    ],
    ['kind: Pod\nspec: {containers: [{image: x}]}', 'spec.containers[0] has no name'],
    ['kind: Pod\nmetadata: {name: 5}', 'a.yaml:2:18: is a Pod whose metadata.name is a number'],
    ['hello there', 'a.yaml:1:1: holds plain text; a container'],
    ['42', 'holds the number 42'],
    ['name: [', 'a.yaml:1:8: is not YAML: '],
    ['a: b: c', 'is not YAML: '],
    ['a: *b', 'is not YAML: Unresolved alias'],
    ['', 'a.yaml: is empty'],
    ['# only a comment\n---\n', 'a.yaml: is empty'],
  ])('%j', (text, sentence) => {
    expect(reports(text).map((report) => report.outcome)).toEqual(['unreadable']);
    expect(lines(text).join('\n')).toContain(sentence);
  });
  test.each([
    ['kind: Deployment', 'a.yaml:1:1: skipped: is a Deployment: only Pods'],
    ['kind: Deployment', 'spec.template.spec'],
    ['kind: CronJob', 'spec.jobTemplate.spec.template.spec'],
    ['kind: Service', 'is a Service: only Pods, containers and lists of them are validated'],
  ])('%j is skipped', (text, sentence) => {
    expect(reports(text)).toMatchObject([{ outcome: 'skipped', kind: text.slice(6) }]);
    expect(lines(text).join('\n')).toContain(sentence);
  });
  test('brackets without end', () => {
    expect(lines('['.repeat(20_000))[0]).toContain('is nested too deeply');
  });
  test('aliases that grow without bound', () => {
    const names = [...'abcdefghi'];
    const grow = names.slice(1).map((name, at) => `${name}: &${name} [${Array(9).fill(`*${names[at]}`)}]`);
    const text = ['a: &a [x,x,x,x,x,x,x,x,x]', ...grow].join('\n');
    expect(lines(text)[0]).toContain('would not fit in memory');
  });
  test('a good document before a bad one is still validated', () => {
    expect(reports('name: a\n---\nkind: Job\n---\nname: [').map((report) => report.outcome)).toEqual([
      'valid',
      'skipped',
      'unreadable',
    ]);
  });
  test('a key that stands twice is a warning under Warn, nothing under Ignore, and the last counts', () => {
    const text = 'name: a\nimage: " "\nimage: b\n';
    expect(reports(text, 'Warn')).toMatchObject([
      {
        outcome: 'valid',
        warnings: [{ message: 'duplicate field "spec.ephemeralContainers[0].image"', line: 3, column: 1 }],
      },
    ]);
    expect(reports(text, 'Ignore')).toMatchObject([{ outcome: 'valid', warnings: [] }]);
  });
});

describe('JSON output', () => {
  test('is the Status of the API server, with the places beside it', () => {
    const [report] = reports('ports: 1\nimage: " "');
    if (report === undefined) throw new Error('no report');
    const status = JSON.parse(writeJson(report));
    expect(status).toMatchObject({
      kind: 'Status',
      apiVersion: 'v1',
      status: 'Failure',
      reason: 'Invalid',
      code: 422,
    });
    expect(status.details.causes.map((cause: { field: string }) => cause.field)).toEqual([
      'spec.ephemeralContainers[0].name',
      'spec.ephemeralContainers[0].image',
      'spec.ephemeralContainers[0].ports',
    ]);
    expect(status.source).toEqual({
      file: 'a.yaml',
      line: 1,
      column: 1,
      causes: [
        { line: 1, column: 1, length: 8 },
        { line: 2, column: 8, length: 3 },
        { line: 1, column: 1, length: 5, hint: 'remove it' },
      ],
    });
  });
  test('is a BadRequest for what cannot be validated, and a Success for what is valid', () => {
    const all = reports('name: a\n---\n42').map((report) => JSON.parse(writeJson(report)));
    expect(all).toMatchObject([
      { status: 'Success', source: { file: 'a.yaml', line: 1 } },
      { status: 'Failure', reason: 'BadRequest', code: 400, source: { file: 'a.yaml', line: 3 } },
    ]);
  });
});
