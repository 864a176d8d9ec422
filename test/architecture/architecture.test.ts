import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSource, root } from '../root.js';
import { type Import, listImports, listSources } from './sources.js';

/** What each part may import besides itself; anything not listed here is refused. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  facts: ['core'],
  validate: ['core', 'facts'],
  rules: ['core', 'facts', 'validate'],
  build: ['core', 'facts', 'validate', 'rules'],
  security: ['core', 'facts'],
  generated: ['core', 'facts', 'validate', 'rules', 'build'],
  entry: ['core', 'facts', 'validate', 'rules', 'build', 'security', 'generated'],
  minors: ['core', 'facts', 'build', 'generated', 'entry'],
  index: ['minors'],
  yaml: ['core'],
  text: ['core', 'validate', 'build', 'generated', 'index', 'yaml'],
  kubeconfig: ['yaml'],
  client: [
    'kubeconfig',
    'core',
    'facts',
    'validate',
    'rules',
    'build',
    'security',
    'generated',
    'minors',
    'index',
  ],
  testing: ['core', 'validate', 'rules', 'build', 'security', 'generated', 'minors', 'index', 'client'],
  cli: [
    'facts',
    'yaml',
    'text',
    'kubeconfig',
    'core',
    'validate',
    'rules',
    'build',
    'security',
    'generated',
    'minors',
    'index',
    'client',
    'testing',
  ],
};

/** These run anywhere: no Node, no DOM, no package. */
const anywhere = [
  'core',
  'facts',
  'validate',
  'rules',
  'build',
  'security',
  'generated',
  'entry',
  'minors',
  'index',
];

/**
 * What the CLI may import of other parts: the public entries, and what they are made of where a command that
 * needs no more than that would be slower to start.
 */
const entriesOfCli = ['src/index.ts', 'src/client/index.ts', 'src/testing/index.ts'];
const lightParts = [
  'generated/facts/minors.ts',
  'src/validate/parse-minor.ts',
  'src/core/cause.ts',
  'src/core/json.ts',
  'src/core/status.ts',
  'src/text/',
  'src/yaml/',
];

/** The files of the CLI that write anything else than text: bytes of containers, of a child, and the progress line. */
const writesBytes = [
  'src/cli/commands/generate.ts',
  'src/cli/commands/schema.ts',
  'src/cli/main.ts',
  'src/cli/output/copy-out.ts',
  'src/cli/output/print.ts',
  'src/cli/output/progress.ts',
];

/** Parts whose folders still import each other; this list may only shrink. */
const circular = ['build'];

/** It only names the rules, for a binding to hold them. */
const untested = ['src/rules/pod-rules.ts'];

const imports = listSources('src', 'generated', 'codegen').flatMap(listImports);

describe('architecture', () => {
  it('knows the part that every file belongs to', () => {
    const files = listSources('src', 'generated');
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => mayImport[partOf(file)] === undefined)).toEqual([]);
  });

  it('has a test file for every file of core and of the rules', () => {
    const files = listSources('src/core', 'src/rules').filter(
      (file) => !untested.includes(file) && hasCode(file),
    );
    const missing = files.filter((file) => !existsSync(join(root, testOf(file))));
    expect(missing.map(testOf)).toEqual([]);
    expect(files.length).toBeGreaterThan(40);
  });

  it('imports in one direction only', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (to === undefined || from.startsWith('codegen/')) return false;
      return partOf(from) !== partOf(to) && !mayImport[partOf(from)]?.includes(partOf(to));
    });
    expect(wrong.map(describeImport)).toEqual([]);
  });

  it('has the CLI use the public entries, as users do', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (to === undefined || partOf(from) !== 'cli' || partOf(to) === 'cli') return false;
      return !entriesOfCli.includes(to) && !lightParts.some((part) => to.startsWith(part));
    });
    expect(wrong.map(describeImport)).toEqual([]);
  });

  it('has one place of the CLI that writes text, which a server may have chosen', () => {
    const writing = listSources('src/cli').filter((file) => /\.write\(/.test(readSource(file)));
    expect(writing).toEqual(writesBytes);
  });

  it('has no import of a file that is not there', () => {
    const missing = imports.filter(({ to }) => to !== undefined && !existsSync(join(root, to)));
    expect(missing.map(describeImport)).toEqual([]);
  });

  it('imports nothing of the generator, which takes only types of the library', () => {
    const wrong = imports.filter(({ from, to, typeOnly }) => {
      const fromCodegen = from.startsWith('codegen/');
      if (to === undefined || fromCodegen === to.startsWith('codegen/')) return false;
      return !(fromCodegen && typeOnly);
    });
    expect(wrong.map(describeImport)).toEqual([]);
  });

  it('imports no package below the client', () => {
    const wrong = imports.filter(({ from, to }) => to === undefined && anywhere.includes(partOf(from)));
    expect(wrong.map(describeImport)).toEqual([]);
  });

  it('imports nothing but yaml to validate texts, which a browser does too', () => {
    const parts = ['yaml', 'text'];
    const packages = imports.filter(({ from, to }) => to === undefined && parts.includes(partOf(from)));
    expect(new Set(packages.map(({ specifier }) => specifier))).toEqual(new Set(['yaml']));
  });

  it('takes client-node through types of its own, never its package', () => {
    const wrong = imports.filter(
      ({ from, specifier }) => !from.startsWith('codegen/') && specifier.startsWith('@kubernetes/'),
    );
    expect(wrong.map(describeImport)).toEqual([]);
  });

  it('has no cycle of files', () => {
    expect(findCycles(imports)).toEqual([]);
  });

  it.each(Object.keys(mayImport).filter((part) => !circular.includes(part)))(
    'imports in one direction between the folders of %s',
    (part) => {
      const inside = imports.filter(({ from, to }) => partOf(from) === part && partOf(to ?? '') === part);
      const between = inside
        .map((each) => ({ ...each, from: folderOf(each.from), to: folderOf(each.to ?? '') }))
        .filter(({ from, to }) => from !== to);
      expect(findCycles(between)).toEqual([]);
    },
  );
});

/** `src/client/add/patch.ts` → `src/client/add`; a file beside the folders of its part stands for itself. */
function folderOf(file: string): string {
  return file.split('/').slice(0, 3).join('/');
}

/**
 * `generated/facts/…` → `facts`: data that even rules may read; `generated/v1.34/…` → `minors`; else
 * `generated`; `src/index.ts` → `index`, `src/core/path.ts` → `core`.
 */
function partOf(file: string): string {
  const [top = '', second = ''] = file.split('/');
  if (top === 'generated' && second === 'facts') return second;
  if (top === 'generated' && /^(v1\.\d+|index\.ts)$/.test(second)) return 'minors';
  return top === 'src' ? second.replace(/\.ts$/, '') : top;
}

/** Types alone are tested by the compiler. */
function hasCode(file: string): boolean {
  return /^export (?:async )?(?:function|const|class) /m.test(readSource(file));
}

function testOf(file: string): string {
  return file.replace(/^src\/(.*)\.ts$/, 'test/$1.test.ts');
}

function describeImport({ from, line, specifier }: Import): string {
  return `${from}:${line} imports ${specifier}`;
}

/** Each cycle once, as `a → b → a`. */
function findCycles(all: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of all) if (to !== undefined) next.set(from, [...(next.get(from) ?? []), to]);
  const cycles: string[] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (file: string): void => {
    const start = trail.indexOf(file);
    if (start >= 0) cycles.push([...trail.slice(start), file].join(' → '));
    if (start >= 0 || done.has(file)) return;
    trail.push(file);
    for (const to of next.get(file) ?? []) visit(to);
    trail.pop();
    done.add(file);
  };
  for (const file of next.keys()) visit(file);
  return cycles;
}
