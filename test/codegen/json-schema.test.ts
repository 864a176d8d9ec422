import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { loadModel } from '../../codegen/model/load.js';

interface Case {
  readonly id: string;
  readonly ephemeralContainers: readonly Record<string, unknown>[];
}

interface Verdict {
  readonly from: string;
  readonly to: string;
  readonly verdict: 'accepted' | 'invalid' | 'decode';
  readonly causes?: readonly { readonly reason: string; readonly field: string }[];
  readonly unknown?: readonly string[];
}

const model = loadModel();
const cases = readLines<Case>('cases.jsonl');
const verdicts = new Map(
  readLines<{ id: string; verdicts: readonly Verdict[] }>('verdicts.jsonl').map((line) => [
    line.id,
    line.verdicts,
  ]),
);

describe.each(model.minors)('the JSON Schema of 1.%i', (minor) => {
  const { validate, warnings } = compile(minor);

  test('raises no warning in strict mode', () => {
    expect(warnings).toEqual([]);
  });

  test('rejects nothing that the API server accepts', () => {
    const accepted = cases.filter(({ id }) => verdictOf(id, minor).verdict === 'accepted');
    expect(accepted.length).toBeGreaterThan(400);
    const rejected = accepted.flatMap(({ id, ephemeralContainers }) =>
      ephemeralContainers
        .filter((container) => !validate(container))
        .map((container) => ({ id, container, errors: validate.errors })),
    );
    expect(rejected).toEqual([]);
  });

  test('rejects what the API server forbids for an ephemeral container', () => {
    const forbidden = cases.flatMap(({ id, ephemeralContainers }) =>
      forbiddenIndexes(verdictOf(id, minor)).map((index) => ({ id, container: ephemeralContainers[index] })),
    );
    expect(forbidden.length).toBeGreaterThan(50);
    expect(forbidden.filter(({ container }) => validate(container))).toEqual([]);
  });

  test('rejects each disallowed field that the minor keeps', () => {
    const accepted = Object.keys(samples).filter((field) => validate(withField(field, samples[field])));
    // Dropped before they are validated, unknown or behind a gate that is off: recorded as accepted.
    const dropped = [
      ...(minor < 33 ? ['resizePolicy'] : []),
      ...(minor < 28 || minor === 34 ? ['restartPolicy'] : []),
      ...(minor < 35 ? ['restartPolicyRules'] : []),
    ];
    expect(accepted).toEqual(dropped);
  });

  test('rejects names and IDs that no server takes', () => {
    const name = (value: string) => validate({ name: value, image: 'busybox' });
    expect(['a', 'a-1', 'a'.repeat(63)].map(name)).toEqual([true, true, true]);
    expect(['', 'A', '-a', 'a-', 'a.b', 'a\n', 'a'.repeat(64)].filter(name)).toEqual([]);
    const envFrom = (value: string) => validate(withField('envFrom', [{ secretRef: { name: value } }]));
    expect(['a.b-c', 'a.b.c'].map(envFrom)).toEqual([true, true]);
    expect(['a..b', '.a', 'A', 'a'.repeat(254)].filter(envFrom)).toEqual([]);
    expect(validate(withField('securityContext', { runAsUser: 2_147_483_647 }))).toBe(true);
    expect(validate(withField('securityContext', { runAsGroup: -1 }))).toBe(false);
  });

  test('rejects images, users and fields of the Pod that no server takes', () => {
    const image = (value: string) => validate({ name: 'a', image: value });
    expect(['b', 'b c', 'b\n/c', '\ufeffb'].filter((value) => !image(value))).toEqual([]);
    expect(['', ' ', ' b', 'b ', 'b\n', '\tb', 'b\u00a0', 'b\u3000', '\u0085b'].filter(image)).toEqual([]);
    const user = (value: string) =>
      validate(withField('securityContext', { windowsOptions: { runAsUserName: value } }));
    expect(['ContainerUser', 'NT AUTHORITY\\SYSTEM', 'a.b', 'é'].filter((value) => !user(value))).toEqual([]);
    expect(['', '. .', 'a\\b\\c', '\\a', 'a\\', 'a|b', 'a\u0007', 'a'.repeat(105)].filter(user)).toEqual([]);
    const fieldPath = (value: string) =>
      validate(withField('env', [{ name: 'A', valueFrom: { fieldRef: { fieldPath: value } } }]));
    const paths = ['metadata.name', 'spec.host', 'status.podIPs', "metadata.labels['a.b/C_d']"];
    expect(paths.filter((value) => !fieldPath(value))).toEqual([]);
    const others = ['', 'name', 'metadata', 'metadata.labels', 'status.phase', 'spec.nodeName ', "spec['a']"];
    expect(others.filter(fieldPath)).toEqual([]);
  });

  describe('that refuses unknown fields', () => {
    const strict = compile(minor, '.strict');

    test('raises no warning in strict mode', () => {
      expect(strict.warnings).toEqual([]);
    });

    test('rejects nothing that the API server accepts under Strict', () => {
      const accepted = cases.filter(({ id }) => {
        const { verdict, unknown = [] } = verdictOf(id, minor);
        return verdict === 'accepted' && unknown.length === 0;
      });
      expect(accepted.length).toBeGreaterThan(400);
      const rejected = accepted.flatMap(({ id, ephemeralContainers }) =>
        ephemeralContainers.filter((container) => !strict.validate(container)).map(() => id),
      );
      expect(rejected).toEqual([]);
    });

    test('rejects every list in which the API server names an unknown field, outside of disallowed ones', () => {
      const named = cases.filter(({ id }) =>
        (verdictOf(id, minor).unknown ?? []).some((message) => !message.includes('].resources.')),
      );
      expect(named.length).toBeGreaterThan(20);
      const taken = named.filter(({ ephemeralContainers }) =>
        ephemeralContainers.every((each) => strict.validate(each)),
      );
      expect(taken.map(({ id }) => id)).toEqual([]);
    });
  });

  test('takes null for absent, and what has no value, everywhere that the API server does', () => {
    for (const field of Object.keys(samples)) expect(validate(withField(field, null))).toBe(true);
    expect(validate(withField('resources', {}))).toBe(true);
    expect(validate(withField('volumeMounts.subPath', ''))).toBe(true);
    expect(validate(withField('imagePullPolicy', ''))).toBe(true);
    expect(validate(withField('securityContext', { runAsUser: 1000.0, unknown: [1] }))).toBe(true);
  });
});

test('every field of every minor is described, in our words', () => {
  for (const minor of model.minors) {
    const schema = readSchema(minor);
    const types = [schema, ...Object.values(schema.$defs).filter((type) => type.properties !== undefined)];
    for (const { properties = {} } of types) {
      for (const [name, field] of Object.entries(properties)) {
        expect(field.description, `${name} in 1.${minor}`).toMatch(/\.$/);
      }
    }
  }
});

/** A value that is really set, for each field that no ephemeral container can have. */
const samples: Readonly<Record<string, unknown>> = {
  ports: [{ containerPort: 80 }],
  resources: { limits: { cpu: '1' } },
  resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }],
  restartPolicy: 'Always',
  restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [1] } }],
  livenessProbe: { exec: { command: ['true'] } },
  readinessProbe: {},
  startupProbe: { httpGet: { port: 80 } },
  lifecycle: { preStop: { exec: { command: ['true'] } } },
  'volumeMounts.subPath': 'a',
  'volumeMounts.subPathExpr': '$(A)',
};

test('the samples are the disallowed fields of the model', () => {
  const fields = model.types
    .filter((type) => !type.disallowedOnly)
    .flatMap((type) =>
      type.fields
        .filter((field) => field.forbidden !== undefined)
        .map(({ name }) => (type.name === 'VolumeMount' ? `volumeMounts.${name}` : name)),
    );
  expect(Object.keys(samples)).toEqual(fields);
});

function withField(field: string, value: unknown): unknown {
  const container = { name: 'debugger', image: 'busybox' };
  const [list, member] = field.split('.');
  if (list === undefined || member === undefined) return { ...container, [field]: value };
  return { ...container, [list]: [{ name: 'data', mountPath: '/data', [member]: value }] };
}

/** Containers with a cause about a disallowed field itself, not about what is in it. */
function forbiddenIndexes({ causes = [] }: Verdict): readonly number[] {
  const fields = Object.keys(samples).map((field) => field.replace('volumeMounts.', 'volumeMounts[0].'));
  return causes.flatMap(({ reason, field }) => {
    const [, index, rest] = /^spec\.ephemeralContainers\[(\d+)\]\.(.*)$/.exec(field) ?? [];
    const name = rest?.replace(/volumeMounts\[\d+\]/, 'volumeMounts[0]') ?? '';
    return reason === 'FieldValueForbidden' && fields.includes(name) ? [Number(index)] : [];
  });
}

function verdictOf(id: string, minor: number): Verdict {
  const number = (text: string) => Number(text.slice(2));
  const found = verdicts.get(id)?.find(({ from, to }) => number(from) <= minor && minor <= number(to));
  if (found === undefined) throw new Error(`no verdict for ${id} in 1.${minor}`);
  return found;
}

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly $defs: Readonly<Record<string, Schema>>;
}

function readSchema(minor: number, variant = ''): Schema {
  const file = new URL(`../../generated/schemas/v1.${minor}${variant}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function compile(minor: number, variant = '') {
  const warnings: string[] = [];
  const warn = (...words: unknown[]) => warnings.push(words.join(' '));
  const ajv = new Ajv2020({ strict: true, strictTypes: 'log', logger: { log: warn, warn, error: warn } });
  return { validate: ajv.compile(readSchema(minor, variant)), warnings };
}

function readLines<Line>(name: string): readonly Line[] {
  const file = new URL(`../conformance/recorded/${name}`, import.meta.url);
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
