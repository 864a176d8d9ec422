import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { publint } from 'publint';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { minors, newestMinor } from '../../generated/facts/minors.js';
import { hang } from '../limits.js';
import { runProgram } from '../programs/run-program.js';
import { readSource, root } from '../root.js';
import { type BuiltPackage, builtPackage } from './built-package.js';
import { anywhere, entries, loadEntries, manifest } from './entries.js';
import { listExternals } from './externals.js';

/** What `attw --format json` prints. */
interface Report {
  readonly analysis: { readonly entrypoints: object };
  readonly problems?: Readonly<Record<string, readonly { readonly resolutionKind?: string }[]>>;
}

let built: BuiltPackage;
let inPackage: (file: string) => string;
beforeAll(async () => {
  built = await builtPackage();
  inPackage = (file) => join(built.consumer, 'node_modules/ephemeral-containers', file);
});

describe('package', () => {
  it('has an entry for every supported minor', () => {
    expect(anywhere).toHaveLength(minors.length + 1);
    expect(entries.map(({ name }) => name)).toEqual(expect.arrayContaining(['./client', './testing']));
  });

  it('publishes what it runs on, and nothing else', () => {
    const expected =
      /^(dist\/[\w.-]+\.(js|cjs|d\.ts|d\.cts)|dist\/licenses\.txt|(generated\/schemas\/v1\.\d+(\.strict)?|codegen\/openapi\/v1\.\d+)\.json|package\.json|README\.md|LICENSE|CHANGELOG\.md|CONTRIBUTING\.md|docs\/[\w-]+\.md|(codegen|scripts\/bench)\/README\.md)$/;
    expect(built.files.filter((file) => !expected.test(file))).toEqual([]);
    expect(built.files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'CHANGELOG.md']));
    const countIn = (folder: string) => built.files.filter((file) => file.startsWith(`${folder}/`)).length;
    expect({ schemas: countIn('generated/schemas'), documents: countIn('codegen/openapi') }).toEqual({
      schemas: 2 * minors.length,
      documents: minors.length,
    });
  });

  it('publishes what the README links to', () => {
    const links = [...readSource('README.md').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(
      ([, file = '']) => file,
    );
    expect(links.length).toBeGreaterThan(8);
    expect(links.filter((file) => !built.files.includes(file))).toEqual([]);
  });

  it('has no peer that may stand in the way of an installation and is not imported', () => {
    expect(Object.keys(manifest.peerDependencies)).toEqual(['openapi-typescript', 'ts-morph']);
  });

  it('publishes every file that package.json names', () => {
    const named = [
      ...entries.flatMap(({ target }) =>
        [target.import, target.require].flatMap((one) => [one.types, one.default]),
      ),
      ...Object.values(manifest.bin),
    ];
    expect(named.map((file) => file.replace('./', '')).filter((file) => !built.files.includes(file))).toEqual(
      [],
    );
  });

  it('is clean for publint', async () => {
    const tarball = readFileSync(built.tarball);
    const archive = new Uint8Array(tarball).buffer;
    const { messages } = await publint({ pack: { tarball: archive }, strict: true });
    expect(messages).toEqual([]);
  });

  it('resolves to the right types for every kind of importer', async () => {
    const args = [join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js'), built.tarball];
    const options = ['--profile', 'strict', '--format', 'json', '--exclude-entrypoints', 'schemas'];
    // it does not find what a pattern stands for
    options.push('--include-entrypoints', ...minors.map((minor) => `v${minor}`));
    const output = await runProgram(process.execPath, [...args, ...options], { anyExit: true });
    const { analysis, problems = {} } = JSON.parse(output) as Report;
    expect(Object.keys(analysis.entrypoints)).toEqual(
      expect.arrayContaining(entries.map(({ name }) => name)),
    );
    expect(Object.values(problems).flat()).toEqual([]);
  });

  it('imports nothing below the client', () => {
    for (const { name, target } of anywhere) {
      for (const condition of [target.import, target.require]) {
        expect({ name, externals: listExternals(inPackage(condition.default)) }).toEqual({
          name,
          externals: [],
        });
        expect({ name, externals: listExternals(inPackage(condition.types)) }).toEqual({
          name,
          externals: [],
        });
      }
    }
  });

  it('imports only yaml to validate texts', () => {
    const text = entries.find(({ name }) => name === './text')?.target;
    for (const condition of [text?.import, text?.require]) {
      expect(listExternals(inPackage(condition?.default ?? ''))).toEqual(['yaml']);
      expect(listExternals(inPackage(condition?.types ?? ''))).toEqual([]);
    }
  });

  it('imports only Node and its dependencies elsewhere', () => {
    const allowed = new Set([
      ...Object.keys(manifest.dependencies),
      ...builtinModules,
      'openapi-typescript',
      'ts-morph',
    ]);
    const programs = [...Object.values(manifest.bin), 'dist/codegen.js'].map(inPackage);
    const modules = entries.flatMap(({ target }) =>
      [target.import, target.require].map((one) => inPackage(one.default)),
    );
    const externals = [...programs, ...modules].flatMap(listExternals);
    expect(externals.filter((name) => !allowed.has(name.replace(/^node:/, '')))).toEqual([]);
  });

  it('declares types on its own, or with those of Node', () => {
    const declarations = entries.flatMap(({ target }) =>
      [target.import, target.require].map((one) => inPackage(one.types)),
    );
    expect(declarations.flatMap(listExternals).filter((name) => !name.startsWith('node:'))).toEqual([]);
  });

  it('exports these names', async () => {
    const files = entries.map(({ target }) => inPackage(target.import.types));
    const program = ts.createProgram(files, {
      module: ts.ModuleKind.NodeNext,
      skipLibCheck: true,
      types: [],
    });
    const checker = program.getTypeChecker();
    const lists = entries.map(({ name }, index) => {
      const source = program.getSourceFile(files[index] ?? '');
      const module = source && checker.getSymbolAtLocation(source);
      if (module === undefined) throw new Error(`${name} exports nothing`);
      return {
        name,
        names: checker
          .getExportsOfModule(module)
          .map((symbol) => describeSymbol(checker, symbol))
          .sort(),
      };
    });
    await expect(summarize(lists)).toMatchFileSnapshot('exports.txt');
  });

  it('loads by import and by require, with the same names', () => {
    const [byImport = [], byRequire] = loadEntries(built, process.execPath);
    expect(byImport).toHaveLength(entries.length);
    expect(byImport.every((names) => names.length > 0)).toBe(true);
    expect(byRequire).toEqual(byImport);
  });

  it('gives out the JSON Schemas and package.json', () => {
    const schema = `require('ephemeral-containers/schemas/v1.34.json').$schema`;
    const version = `require('ephemeral-containers/package.json').version`;
    const output = execFileSync(process.execPath, ['-p', `[${schema}, ${version}].join()`], {
      cwd: built.consumer,
      encoding: 'utf8',
      timeout: hang,
    });
    expect(output.trim()).toMatch(/^https:\/\/json-schema\.org\/draft\/2020-12\/schema,\d+\.\d+\.\d+$/);
  });
});

function describeSymbol(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return `${symbol.name}${target.flags & ts.SymbolFlags.Value ? '' : ' (type)'}`;
}

/** The newest minor in full; of the others only what they have more or less. */
function summarize(lists: readonly { name: string; names: readonly string[] }[]): string {
  const reference = lists.find(({ name }) => name === `./v${newestMinor}`)?.names ?? [];
  return lists
    .map(({ name, names }) => {
      if (!/^\.\/v1\.\d+$/.test(name) || names === reference)
        return [name, ...names.map((one) => `  ${one}`)];
      const more = names.filter((one) => !reference.includes(one)).map((one) => `  more: ${one}`);
      const less = reference.filter((one) => !names.includes(one)).map((one) => `  less: ${one}`);
      return [`${name}, as ./v${newestMinor}`, ...more, ...less];
    })
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}
