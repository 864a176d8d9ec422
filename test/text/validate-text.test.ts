import { describe, expect, test } from 'vitest';
import { type TextOptions, validateText } from '../../src/text/index.js';

/** Every cause and warning, with the text that it points at. */
function found(text: string, options?: TextOptions): readonly string[] {
  const { causes, warnings, unreadable } = validateText(text, options);
  return [
    ...causes.map(({ field, line, column, offset, length }) => {
      return `${line}:${column} ${text.slice(offset, offset + length)} ${field}`;
    }),
    ...[...warnings, ...unreadable].map(({ message, line, column, offset, length }) => {
      return `${line}:${column} ${text.slice(offset, offset + length)} ${message}`;
    }),
  ];
}

describe('validateText', () => {
  test('has the place of each cause, and what it takes of the line', () => {
    const text = 'name: Debugger # a name\nimage: busybox\nports:\n- containerPort: 80\n';
    const { ok, causes } = validateText(text);
    expect(ok).toBe(false);
    expect(causes).toMatchObject([
      { field: 'spec.ephemeralContainers[0].name', path: ['name'], line: 1, column: 7, length: 8, offset: 6 },
      { reason: 'FieldValueForbidden', rule: 'forbidden-field', line: 3, column: 1, length: 5, offset: 39 },
    ]);
  });
  test('is as the minor says', () => {
    const text = 'name: a\nimage: b\nsecurityContext:\n  appArmorProfile: {type: RuntimeDefault}\n';
    expect(validateText(text, { minor: '1.30' }).ok).toBe(true);
    expect(found(text, { minor: '1.29' })).toEqual([
      '4:3 appArmorProfile spec.ephemeralContainers[0].securityContext.appArmorProfile',
    ]);
  });
  test('takes the Pod that the containers are for', () => {
    const pod = { metadata: { name: 'web' }, spec: { containers: [{ name: 'app' }] } };
    const text = '{"name":"a","image":"b","targetContainerName":"ap"}';
    expect(validateText(text).ok).toBe(true);
    expect(found(text, { pod })).toEqual(['1:47 "ap" spec.ephemeralContainers[0].targetContainerName']);
    expect(validateText(text, { pod }).parts).toMatchObject([{ podName: 'web', what: 'container "a"' }]);
  });
  test('is not ok where nothing was validated', () => {
    expect(validateText('').ok).toBe(false);
    expect(validateText('kind: Service').ok).toBe(false);
    expect(validateText('kind: Service\n---\nname: a\nimage: b\n').ok).toBe(true);
  });
  test('never throws', () => {
    for (const text of ['{', '[[[', 'a: *b', '\0', '- - - -', '\ud800', '? {a: b}', '['.repeat(50_000)])
      expect(validateText(text).ok).toBe(false);
  });
});

describe('a list without a Pod', () => {
  const list = '- name: a\n  image: b\n- name: b\n  image: c\n  imagee: d\n';
  test('has its index in the message, and the place of each warning', () => {
    expect(validateText(list).causes[0]?.message).toBe(
      'strict decoding error: unknown field "spec.ephemeralContainers[1].imagee"',
    );
    expect(found(list, { fieldValidation: 'Warn' })).toEqual([
      '5:3 imagee unknown field "spec.ephemeralContainers[1].imagee"',
    ]);
  });
  test('warns of a field that is dropped at that field', () => {
    const text =
      '- {name: a, image: b}\n- name: b\n  image: c\n  securityContext:\n    procMount: Unmasked\n  a.b: 1\n';
    expect(found(text, { minor: '1.29', fieldValidation: 'Warn' })).toEqual([
      '6:3 a.b unknown field "spec.ephemeralContainers[1].a.b"',
      expect.stringMatching(
        /^\d+:\d+ procMount spec\.ephemeralContainers\[1\]\.securityContext\.procMount: K/,
      ),
    ]);
  });
});

describe('a patch without a kind', () => {
  const pod = {
    metadata: { name: 'web' },
    spec: {
      containers: [{ name: 'app' }],
      ephemeralContainers: [{ name: 'old', image: 'x' }],
    },
  };
  test('is the list that it makes of the one in the Pod', () => {
    const text = '{"spec":{"ephemeralContainers":[{"name":"new","image":"busybox","ports":[]}]}}';
    const field = 'spec.ephemeralContainers[1].ports';
    expect(found(text, { pod })).toEqual([`1:65 "ports" ${field}`]);
    expect(found(text)).toEqual(['1:65 "ports" spec.ephemeralContainers[0].ports']);
  });
  test('may not change what is there', () => {
    const text = 'spec:\n  ephemeralContainers:\n  - name: old\n    image: other\n';
    expect(validateText(text, { pod }).causes).toMatchObject([
      { message: expect.stringContaining('may not be changed'), line: 2, column: 3, length: 19 },
    ]);
    expect(validateText(text.replace('other', 'x'), { pod }).ok).toBe(true);
    expect(validateText(text.replace('    image: other\n', ''), { pod }).ok).toBe(true);
  });
  test('warns at its own containers', () => {
    const text = 'spec:\n  ephemeralContainers:\n  - name: new\n    image: x\n    imagee: y\n';
    expect(found(text, { pod, fieldValidation: 'Warn' })).toEqual([
      '5:5 imagee unknown field "spec.ephemeralContainers[1].imagee"',
    ]);
  });
  test('may say in which order the list is', () => {
    const order = '"$setElementOrder/ephemeralContainers":[{"name":"old"},{"name":"new"}]';
    const text = `{"spec":{${order},"ephemeralContainers":[{"name":"new","image":"b"}]}}`;
    expect(validateText(text, { pod }).ok).toBe(true);
  });
});

describe('what is no container', () => {
  test.each([
    ['[{"op":"add","path":"/spec/ephemeralContainers/-","value":{}}]', 'is a JSON Patch'],
    ['{"kind":"AdmissionReview","request":{"object":{}}}', 'is an AdmissionReview'],
    ['kind: EphemeralContainers\nephemeralContainers: []', 'is of the kind EphemeralContainers'],
    ['ephemeralContainers: []', 'has ephemeralContainers, but no kind'],
  ])('%s is told, with what to pass instead', (text, sentence) => {
    const { unreadable } = validateText(text);
    expect(unreadable).toMatchObject([{ message: expect.stringContaining(sentence), line: 1 }]);
    expect(unreadable[0]?.message).toMatch(/pass /);
  });
  test('an object of another kind is skipped', () => {
    const { parts } = validateText('kind: Deployment\n---\nkind: Service\n');
    expect(parts).toMatchObject([
      { outcome: 'skipped', kind: 'Deployment', line: 1 },
      { outcome: 'skipped', kind: 'Service', line: 3 },
    ]);
  });
});

describe('JSON', () => {
  test.each(['// a comment', '/* a comment */'])('has no comments: %s', (comment) => {
    for (const text of [`{"name":"a", ${comment}\n "image":"x"}`, `{"name":"a"\n${comment}\n}`]) {
      const { unreadable } = validateText(text);
      const offset = text.indexOf(comment);
      expect(unreadable).toMatchObject([
        { message: expect.stringContaining('JSON has no comments'), offset },
      ]);
    }
  });
  test.each([
    ['{"name":"a"', 12, '"," or "}" is expected here, where the text ends'],
    ['{"name" "a"}', 9, '":" is expected here'],
    ['{"name": ]', 10, 'a value is expected here'],
    ['{"name": \'a\', "b": c: d}', 10, 'JSON has its strings in double quotes'],
    ['{"name": "a}', 10, 'a string with its end is expected'],
  ])('%s is told as JSON', (text, column, sentence) => {
    const { unreadable } = validateText(text);
    expect(unreadable).toMatchObject([{ line: 1, column, message: expect.stringContaining(sentence) }]);
    expect(unreadable[0]?.message).toMatch(/^is not JSON: /);
    expect(validateText(text, { format: 'yaml' }).unreadable[0]?.message).toMatch(/^is not YAML: /);
  });
  test('is what a text is called, whatever it looks like', () => {
    expect(validateText('a: b: c', { format: 'json' }).unreadable[0]?.message).toMatch(
      /^is not JSON: a value/,
    );
  });
  test('is read as kubectl reads it: YAML in braces too', () => {
    expect(validateText('{name: a, image: b,}').ok).toBe(true);
    expect(validateText('{"name": "a", "image": "b",}', { format: 'json' }).ok).toBe(true);
  });
  test.each(['1e400', '-1e400', `1${'0'.repeat(400)}`])('%s is no number that Go can read', (number) => {
    const text = `{"name":"a","image":"x","securityContext":{"runAsUser":${number}}}`;
    expect(found(text)).toEqual([`1:56 ${number} spec.ephemeralContainers[0].securityContext.runAsUser`]);
    expect(found(text.replaceAll(/"(\w+)":/g, '$1: '))).toHaveLength(1);
  });
});

describe('a Pod from a cluster that has no ephemeral containers is valid', () => {
  test.each([
    ['of a file on the node', 'annotations: {kubernetes.io/config.mirror: x}'],
    [
      'whose annotation names no container',
      'annotations: {container.apparmor.security.beta.kubernetes.io/a: x}',
    ],
    ['of the API server', 'labels: {}'],
  ])('%s', (_, metadata) => {
    for (const list of ['', ', ephemeralContainers: []']) {
      const text = `kind: Pod\nmetadata: {name: s, uid: a, ${metadata}}\nspec: {containers: [{name: a}]${list}}\n`;
      expect(validateText(text).ok).toBe(true);
    }
  });
  test('and a static one that has some is not', () => {
    const text = `kind: Pod
metadata: {uid: a, annotations: {kubernetes.io/config.mirror: x}}
spec: {containers: [], ephemeralContainers: [{name: a, image: b}]}
`;
    expect(validateText(text).causes).toMatchObject([{ rule: 'mirror-pod' }]);
  });
});

describe('a repeated key', () => {
  test.each([
    ['YAML', 'name: a\nimage: b\nname: A\nports: []\n', '3:1 name', '3:7 A', '4:1 ports'],
    ['JSON', '{"name":"a","image":"b",\n"name":"A",\n"ports":[]}', '2:1 "name"', '2:8 "A"', '3:1 "ports"'],
    [
      'YAML that only its parser reads',
      'name: a\nimage: b\n"na\\x6de": A\nports: []\n',
      '3:1 "na\\x6de"',
      '3:12 A',
      '4:1 ports',
    ],
  ])('does not hide the other causes, in %s', (_, text, first, second, third) => {
    const field = 'spec.ephemeralContainers[0]';
    expect(found(text)).toEqual([
      `${first} ${field}.name`,
      `${second} ${field}.name`,
      `${third} ${field}.ports`,
    ]);
    const [cause] = validateText(text).causes;
    expect(cause?.message).toBe(`strict decoding error: duplicate field "${field}.name"`);
  });
  test('is named where it is: deep, in a list, in a Pod, beside what is validated', () => {
    const duplicates = (text: string) =>
      validateText(text).causes.flatMap(({ rule, field }) => (rule === 'duplicate-field' ? [field] : []));
    expect(duplicates('- name: a\n  env: [{name: A, name: B}]')).toEqual([
      'spec.ephemeralContainers[0].env[0].name',
    ]);
    expect(duplicates('kind: Pod\nmetadata: {labels: {a: "1", a: "2"}}')).toEqual(['metadata.labels.a']);
    expect(duplicates('kind: List\nkind: List\nitems: [{kind: Pod}]')).toEqual(['kind']);
    const pod = { spec: { ephemeralContainers: [{ name: 'a' }, { name: 'b' }] } };
    expect(validateText('name: c\nname: c\nimage: b', { pod }).causes[0]?.field).toBe(
      'spec.ephemeralContainers[2].name',
    );
  });
  test('is a warning under Warn, and nothing under Ignore', () => {
    const text = 'name: a\nimage: " "\nimage: b\n';
    expect(found(text, { fieldValidation: 'Warn' })).toEqual([
      '3:1 image duplicate field "spec.ephemeralContainers[0].image"',
    ]);
    expect(validateText(text, { fieldValidation: 'Warn' }).ok).toBe(true);
    expect(found(text, { fieldValidation: 'Ignore' })).toEqual([]);
  });
});
