import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { minors, newestMinor } from '../../generated/facts/minors.js';
import { runCli } from '../../src/cli/run-cli.js';
import { root } from '../root.js';
import { captureIo } from './captured-io.js';

async function cli(args: readonly string[], input = '') {
  const io = captureIo(input);
  const code = await runCli(args, io);
  return { code, out: io.out(), err: io.err() };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'validate-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('validate', () => {
  test('validates as the API server of the minor', async () => {
    const text =
      'name: debugger\nimage: busybox:1.36\nsecurityContext:\n  appArmorProfile: {type: RuntimeDefault}\n';
    expect((await cli(['validate', '-', '--minor', '1.30'], text)).code).toBe(0);
    const older = await cli(['validate', '-', '--minor', 'v1.29.3'], text);
    expect(older.code).toBe(1);
    expect(older.out).toContain('<stdin>:4:3: spec.ephemeralContainers[0].securityContext.appArmorProfile: ');
  });
  test('shows all causes, with the line each is on', async () => {
    const { code, out } = await cli(
      ['validate', '-'],
      'name: Debugger\nimage: busybox\nports:\n- containerPort: 80\n',
    );
    expect(code).toBe(1);
    expect(out).toContain('<stdin>:1:7: spec.ephemeralContainers[0].name: Invalid value: "Debugger": ');
    expect(out).toContain('  1 | name: Debugger\n    |       ^^^^^^^^\n');
    expect(out).toContain(
      '<stdin>:3:1: spec.ephemeralContainers[0].ports: Forbidden: cannot be set for an Ephemeral Container\n',
    );
  });
  test('unknown fields, by --field-validation', async () => {
    const text = 'name: a\nimage: b\nimagee: c\n';
    const strict = await cli(['validate', '-'], text);
    expect(strict).toMatchObject({ code: 1, err: '' });
    expect(strict.out).toContain('<stdin>:3:1: ');
    const warned = await cli(['validate', '-', '--field-validation', 'warn'], text);
    expect(warned).toMatchObject({
      code: 0,
      err: '<stdin>:3:1: Warning: unknown field "spec.ephemeralContainers[0].imagee"\n',
    });
    expect(await cli(['validate', '-', '--field-validation=Ignore'], text)).toMatchObject({
      code: 0,
      err: '',
    });
  });
  test('names that stand twice in a list, without a Pod', async () => {
    const { code, out } = await cli(['validate', '-'], '- {name: a, image: b}\n- {name: a, image: c}\n');
    expect(code).toBe(1);
    expect(out).toContain('<stdin>:2:10: spec.ephemeralContainers[1].name: Duplicate value: "a"\n');
  });
  test('fields of the second container of a list, without a Pod', async () => {
    const { out } = await cli(
      ['validate', '-', '-o', 'json'],
      '- {name: a, image: b}\n- {name: b, image: c, env: [{name: ""}]}\n',
    );
    expect(JSON.parse(out)).toMatchObject({
      details: { causes: [{ field: 'spec.ephemeralContainers[1].env[0].name' }] },
      source: { causes: [{ line: 2, column: 36 }] },
    });
  });
  test('an env value that YAML takes for a boolean', async () => {
    const { out } = await cli(['validate', '-'], 'name: a\nimage: b\nenv:\n- name: DEBUG\n  value: yes\n');
    expect(out).toContain('<stdin>:5:10: spec.ephemeralContainers[0].env[0].value: Invalid value: ');
  });
  test('--pod: what it has stays, and what it lacks cannot be targeted', async () => {
    const pod = join(folder, 'pod.yaml');
    await writeFile(
      pod,
      stringify({
        kind: 'Pod',
        metadata: { name: 'web', uid: '1' },
        spec: {
          containers: [{ name: 'app', image: 'x' }],
          ephemeralContainers: [{ name: 'old', image: 'x' }],
        },
      }),
    );
    expect(
      await cli(['validate', '-', '--pod', pod], 'name: a\nimage: b\ntargetContainerName: app'),
    ).toMatchObject({ code: 0 });
    const missing = await cli(
      ['validate', '-', '--pod', pod],
      'name: a\nimage: b\ntargetContainerName: side',
    );
    expect(missing.out).toContain(
      '<stdin>:3:22: spec.ephemeralContainers[1].targetContainerName: Not found: "side"\n',
    );
    const removed = await cli(['validate', '-', '--pod', pod], '- name: a\n  image: b\n');
    expect(removed.out).toContain('Forbidden: existing ephemeral containers "old" may not be removed\n');
  });
  test('a manifest for create', async () => {
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  ephemeralContainers:\n  - {name: a, image: b, stdinOnce: 1}\n';
    const { code, out } = await cli(['validate', '-', '-ojson'], text);
    expect(code).toBe(1);
    expect(JSON.parse(out).details).toMatchObject({
      name: 'web',
      causes: [
        { reason: 'FieldValueTypeInvalid', field: 'spec.ephemeralContainers[0].stdinOnce' },
        {
          reason: 'FieldValueForbidden',
          field: 'spec.ephemeralContainers',
          message: 'Forbidden: cannot be set on create',
        },
      ],
    });
  });
});

describe('recorded verdicts', () => {
  interface Case {
    readonly id: string;
    readonly pod: string;
    readonly ephemeralContainers: unknown;
    readonly verdicts: readonly {
      from: string;
      to: string;
      verdict: string;
      causes?: { field: string; message: string }[];
    }[];
  }
  async function readCases(): Promise<readonly Case[]> {
    const read = async (name: string) => {
      const text = await readFile(join(root, 'test/conformance/recorded', name), 'utf8');
      return text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    };
    const verdicts = new Map((await read('verdicts.jsonl')).map((line) => [line.id, line.verdicts]));
    return (await read('cases.jsonl')).map((line) => ({ ...line, verdicts: verdicts.get(line.id) }));
  }
  test('are what the command answers, through YAML and back', async () => {
    const pods = JSON.parse(await readFile(join(root, 'test/conformance/recorded/pods.json'), 'utf8'));
    const validated = { accepted: 0, invalid: 0 };
    for (const each of (await readCases()).filter((_, index) => index % 23 === 0)) {
      const newest = each.verdicts.find(({ to }) => to === newestMinor);
      if (newest?.verdict !== 'accepted' && newest?.verdict !== 'invalid') continue;
      if (!Array.isArray(each.ephemeralContainers) || each.ephemeralContainers.length === 0) continue;
      const pod = join(folder, 'recorded.json');
      await writeFile(pod, JSON.stringify(pods[each.pod]));
      const text = stringify(each.ephemeralContainers, { version: '1.1', aliasDuplicateObjects: false });
      const { code, out, err } = await cli(
        ['validate', '-', '--pod', pod, '-ojson', '--field-validation=Ignore'],
        text,
      );
      expect([each.id, code, err]).toEqual([each.id, newest.verdict === 'accepted' ? 0 : 1, '']);
      validated[newest.verdict]++;
      const plain = newest.causes?.filter(({ message }) => !message.includes('{')) ?? [];
      const given = JSON.parse(out).details?.causes?.map((cause: { field: string }) => cause.field) ?? [];
      expect([each.id, given]).toEqual([each.id, expect.arrayContaining(plain.map(({ field }) => field))]);
    }
    expect(validated.accepted).toBeGreaterThan(20);
    expect(validated.invalid).toBeGreaterThan(20);
  });
});

describe('usage', () => {
  test.each([
    [['validate'], "missing required argument 'file'"],
    [
      ['validate', 'x', '--minor', '1.99'],
      `argument '1.99' is invalid. Supported are ${minors[0]} to ${newestMinor}.`,
    ],
    [['validate', 'x', '-o', 'xml'], 'Allowed choices are text, json, junit, sarif, github.'],
    [['validate', 'x', '--field-validation', 'no'], 'Allowed choices are Strict, Warn, Ignore.'],
    [['validate', 'x', '--bogus'], "unknown option '--bogus'"],
    [['validat'], 'Did you mean validate?'],
    [[], 'Usage: ephemeral-containers'],
  ])('%j', async (args, sentence) => {
    const { code, out, err } = await cli(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
    expect(err).not.toContain('    at ');
  });
  test('help is no error, and says what the exit codes are', async () => {
    const { code, out, err } = await cli(['validate', '--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Exit codes: 0 valid, 1 invalid, 2 ');
  });
  test('the version is that of the package', async () => {
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect(await cli(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });
});

describe('schema', () => {
  test.each([minors[0], newestMinor])('prints the one of %s', async (minor) => {
    const { code, out } = await cli(['schema', '--minor', minor]);
    expect(code).toBe(0);
    expect(out).toBe(await readFile(join(root, `generated/schemas/v${minor}.json`), 'utf8'));
  });
  test('and one that refuses unknown fields with --strict', async () => {
    const { out } = await cli(['schema', '--strict', '--minor', '1.30']);
    expect(out).toBe(await readFile(join(root, 'generated/schemas/v1.30.strict.json'), 'utf8'));
    expect(JSON.parse(out).additionalProperties).toBe(false);
  });
  test('the newest without --minor', async () => {
    expect((await cli(['schema'])).out).toBe((await cli(['schema', '--minor', newestMinor])).out);
  });
});
