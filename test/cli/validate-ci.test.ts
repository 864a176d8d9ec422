import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { error as githubError, warning as githubWarning } from '@actions/core';
import { Ajv } from 'ajv';
import { parse as parseJunit, type TestCase } from 'junit2json';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runCli } from '../../src/cli/run-cli.js';
import { captureIo } from './captured-io.js';

const files: Readonly<Record<string, string>> = {
  'all/debugger.yaml': 'name: debugger\nimage: busybox\n',
  'all/bad.yml': 'name: Debugger\nimage: busybox\nports: []\nimagee: x\n',
  'all/deep/list.json': '[{"name":"a","image":"b"}]',
  'all/deep/mixed.yaml':
    'kind: Deployment\n---\nkind: Service\n---\nkind: Deployment\n---\n{name: x, image: z}\n',
  'all/values.yaml': 'metadata: {}\nreplicas: 3\n',
  'all/empty.yaml': '# {{ if .Values.nothing }}\n',
  'all/readme.md': 'name: [',
  'all/.hidden/bad.yaml': 'name: [',
  'all/node_modules/bad.yaml': 'name: [',
  'kinds/app.yaml': 'kind: Deployment\n---\nkind: Service\n---\nkind: Deployment\n',
  'minors/profile.yaml':
    'name: a\nimage: b\nsecurityContext:\n  appArmorProfile: {type: RuntimeDefault}\nports: []\n',
  'odd/a,b: 100%.yaml': `name: a\nimage: b\n"<&>\u0007": 1\n`,
  'odd/broken.yaml': 'name: [\n',
  'none/readme.md': '',
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'validate-ci-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  await symlink(join(folder, 'all'), join(folder, 'all/deep/back'));
});
afterAll(() => rm(folder, { recursive: true }));

async function validate(name: string, ...flags: readonly string[]) {
  const io = captureIo();
  const code = await runCli(['validate', join(folder, name), ...flags], io);
  const strip = (text: string) => text.replaceAll(`${folder}/`, '');
  return { code, out: strip(io.out()), err: strip(io.err()) };
}

describe('a folder', () => {
  test('is read with the folders in it, without what is hidden, installed or of another form', async () => {
    const { code, out, err } = await validate('all');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const heads = out.split('\n').filter((line) => /^\S+:\d+:\d+: /.test(line));
    expect(heads.map((line) => line.replace(/(valid|skipped): .*/, '$1'))).toEqual([
      expect.stringContaining('all/bad.yml:1:7: spec.ephemeralContainers[0].name: Invalid value'),
      expect.stringContaining('all/bad.yml:3:1: spec.ephemeralContainers[0].ports: Forbidden'),
      expect.stringContaining('all/bad.yml:4:1: spec.ephemeralContainers[0].imagee: strict'),
      'all/debugger.yaml:1:1: valid',
      'all/deep/list.json:1:1: valid',
      'all/deep/mixed.yaml:1:1: skipped',
      'all/deep/mixed.yaml:3:1: skipped',
      'all/deep/mixed.yaml:5:1: skipped',
      'all/deep/mixed.yaml:7:1: valid',
      'all/values.yaml:1:1: skipped',
    ]);
  });
  test('--quiet prints what is wrong, --summary counts all the same', async () => {
    const { out } = await validate('all', '--quiet', '--summary');
    expect(out).not.toMatch(/: valid: |: skipped: /);
    expect(out).toContain('all/bad.yml:3:1: ');
    expect(out).toMatch(
      /\n5 files: 3 valid, 1 invalid, 0 unreadable, 4 skipped \(Deployment 2, Service 1, no kind 1\)\n$/,
    );
  });
  test('without a file that may hold something is an error', async () => {
    const { code, err } = await validate('none');
    expect(code).toBe(2);
    expect(err).toContain('none: holds no .yaml, .yml or .json file');
  });
});

describe('objects of other kinds', () => {
  test('alone are an error, so that no job passes without validating anything', async () => {
    const { code, out, err } = await validate('kinds/app.yaml');
    expect(code).toBe(2);
    expect(out).toContain('kinds/app.yaml:1:1: skipped: is a Deployment');
    expect(err).toBe(
      'error: nothing to validate: all objects are of other kinds (Deployment 2, Service 1)\n',
    );
  });
  test('are refused with --strict-kinds', async () => {
    const { code, out, err } = await validate('all', '--strict-kinds', '--quiet');
    expect(code).toBe(2);
    expect(err).toContain('all/deep/mixed.yaml:3:1: is a Service: only Pods');
    expect(err).toContain('all/values.yaml:1:1: has no kind');
    expect(out).toContain('all/bad.yml:3:1: ');
  });
  test('a file that is named, and holds no container, is told', async () => {
    const { code, err } = await validate('all/values.yaml');
    expect(code).toBe(2);
    expect(err).toContain('all/values.yaml:1:1: has no kind and does not look like a container');
  });
});

describe('several minors', () => {
  test('say each thing once, with the minors that say it', async () => {
    const { code, out } = await validate('minors', '--minor', '1.28-1.31');
    expect(code).toBe(1);
    const heads = out.split('\n').filter((line) => line.startsWith('minors/'));
    expect(heads).toEqual([
      expect.stringMatching(
        /^minors\/profile\.yaml:4:3: \S+appArmorProfile: strict decoding error: .* \(1\.28, 1\.29\)$/,
      ),
      expect.stringMatching(/^minors\/profile\.yaml:5:1: \S+ports: Forbidden: .*Ephemeral Container$/),
    ]);
  });
  test('may be named one by one, and are in the JSON', async () => {
    const { out } = await validate('minors', '--minor', 'v1.25,1.30.4,1.27-1.29', '-ojson');
    const status = JSON.parse(out);
    expect(status.details.causes).toHaveLength(2);
    expect(status.source.causes).toEqual([
      { line: 4, column: 3, length: 15, minors: ['1.25', '1.27', '1.28', '1.29'] },
      { line: 5, column: 1, length: 5 },
    ]);
    const text = await validate('minors', '--minor', 'v1.25,1.30.4,1.27-1.29');
    expect(text.out).toContain('(1.25, 1.27 to 1.29)');
  });
  test('have their warnings told apart too', async () => {
    const flags = ['--minor', '1.29-1.30', '--field-validation', 'Warn'] as const;
    const { out, err } = await validate('minors', ...flags, '-ojson');
    expect(err).toBe(
      'minors/profile.yaml:4:3: Warning: unknown field "spec.ephemeralContainers[0].securityContext.appArmorProfile" (1.29)\n',
    );
    expect(JSON.parse(out).source.warnings).toMatchObject([{ line: 4, column: 3, minors: ['1.29'] }]);
  });
  test.each(['1.34-1.28', '1.28-', '-1.28', '1.28-1.30-1.31', '1.99', '1.28,', '1.28 to 1.30'])(
    '%j is no range of them',
    async (minors) => {
      const { code, err } = await validate('minors', `--minor=${minors}`);
      expect(code).toBe(2);
      expect(err).toMatch(/Supported are 1\.25 to 1\.37\.|A range goes up/);
    },
  );
});

describe('-o sarif', () => {
  test.each(['all', 'odd', 'all/debugger.yaml'])('%s is a log of SARIF 2.1.0', async (name) => {
    const { out } = await validate(name, '-o', 'sarif', '--field-validation', 'Warn');
    const log = JSON.parse(out);
    const schema = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
    const { $schema: _, id: __, ...draft } = schema;
    const isValid = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(draft);
    expect(isValid(log), JSON.stringify(isValid.errors)).toBe(true);
  });
  test('has rule, level, file and region of each finding', async () => {
    const { code, out } = await validate('all/bad.yml', '-o', 'sarif');
    expect(code).toBe(1);
    const [run] = JSON.parse(out).runs;
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toContain('forbidden-field');
    const result = run.results.find(({ ruleId }: { ruleId: string }) => ruleId === 'forbidden-field');
    expect(run.tool.driver.rules[result.ruleIndex].id).toBe('forbidden-field');
    expect(result).toMatchObject({
      level: 'error',
      message: { text: expect.stringContaining('ports: Forbidden: cannot be set') },
      locations: [{ physicalLocation: { region: { startLine: 3, startColumn: 1, endColumn: 6 } } }],
    });
    const { uri } = result.locations[0].physicalLocation.artifactLocation;
    expect(uri).toBe('file://all/bad.yml');
  });
});

describe('-o junit', () => {
  test('is read by a reader of it', async () => {
    const { code, out } = await validate('all', '-o', 'junit');
    expect(code).toBe(1);
    const report = await parseJunit(out);
    if (report === null || report === undefined || !('testsuite' in report)) throw new Error('no suites');
    expect(report).toMatchObject({ tests: 8, failures: 1, errors: 0 });
    const cases = (report.testsuite ?? []).flatMap(({ testcase }) => testcase ?? []);
    expect(cases.map(outcomeOf)).toEqual([
      'container "Debugger", line 1: failure',
      'container "debugger", line 1: passed',
      '1 ephemeral container, line 1: passed',
      'Deployment, line 1: skipped',
      'Service, line 3: skipped',
      'Deployment, line 5: skipped',
      'container "x", line 7: passed',
      'object, line 1: skipped',
    ]);
    const [failure] = cases[0]?.failure ?? [];
    expect(failure?.message).toContain('(and 2 more)');
    expect(failure?.inner).toContain('all/bad.yml:3:1: spec.ephemeralContainers[0].ports: Forbidden');
  });
  test('escapes what XML does not have', async () => {
    const { out } = await validate('odd', '-o', 'junit');
    const report = await parseJunit(out);
    if (report === null || report === undefined || !('testsuite' in report)) throw new Error('no suites');
    expect(report.testsuite?.map(({ name }) => name)).toEqual(['odd/a,b: 100%.yaml', 'odd/broken.yaml']);
    const [first, second] = (report.testsuite ?? []).flatMap(({ testcase }) => testcase ?? []);
    expect(first?.failure?.[0]?.message).toContain('unknown field "spec.ephemeralContainers[0].<&>\ufffd"');
    expect(second?.error?.[0]?.message).toMatch(/^is not YAML/);
  });
});

function outcomeOf({ name, failure, error, skipped }: TestCase): string {
  const outcome = failure ? 'failure' : error ? 'error' : skipped ? 'skipped' : 'passed';
  return `${name}: ${outcome}`;
}

describe('-o github', () => {
  test('is what GitHub’s own library writes', async () => {
    const { out } = await validate('odd', '-o', 'github');
    const written: string[] = [];
    const spy = vi
      .spyOn(process.stdout, 'write')
      .mockImplementation((text) => written.push(String(text)) > 0);
    githubError(
      'spec.ephemeralContainers[0].<&>\ufffd: strict decoding error: unknown field "spec.ephemeralContainers[0].<&>\ufffd"',
      {
        title: 'unknown-field',
        file: 'odd/a,b: 100%.yaml',
        startLine: 3,
        endLine: 3,
        startColumn: 1,
        endColumn: 7,
      },
    );
    spy.mockRestore();
    expect(out.split('\n')[0]).toBe(written.join('').trimEnd());
  });
  test('has a line for each cause and each warning', async () => {
    const { code, out } = await validate('all', '-o', 'github', '--field-validation', 'Warn');
    expect(code).toBe(1);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => /^::(\w+) title=([\w-]+),/.exec(line)?.slice(1, 3)),
    ).toEqual([
      ['error', 'dns-label'],
      ['error', 'forbidden-field'],
      ['warning', 'warning'],
    ]);
    const written: string[] = [];
    const spy = vi
      .spyOn(process.stdout, 'write')
      .mockImplementation((text) => written.push(String(text)) > 0);
    githubWarning('unknown field "spec.ephemeralContainers[0].imagee"', {
      title: 'warning',
      file: 'all/bad.yml',
      startLine: 4,
      endLine: 4,
      startColumn: 1,
      endColumn: 7,
    });
    spy.mockRestore();
    expect(out).toContain(written.join('').trimEnd());
  });
});
