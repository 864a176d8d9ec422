import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { minors } from '../../generated/facts/minors.js';
import { hang } from '../limits.js';
import { readSource } from '../root.js';
import type { BuiltPackage } from './built-package.js';

interface Manifest {
  readonly exports: Readonly<Record<string, string | Conditions>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}
interface Conditions {
  readonly import: { readonly types: string; readonly default: string };
  readonly require: { readonly types: string; readonly default: string };
}

export const manifest = JSON.parse(readSource('package.json')) as Manifest;
/** The modules that the package gives out. */
export const entries = Object.entries(manifest.exports)
  .flatMap(([name, target]) => (typeof target === 'string' ? [] : expand(name, target)))
  .map((entry) => ({ ...entry, specifier: join('ephemeral-containers', entry.name) }));
/** Those that run anywhere, a browser included. */
export const anywhere = entries.filter(({ name }) => name === '.' || /^\.\/v1\.\d+$/.test(name));

/** The pattern of the minors stands for each of them. */
function expand(name: string, target: Conditions): { readonly name: string; readonly target: Conditions }[] {
  if (!name.includes('*')) return [{ name, target }];
  const text = JSON.stringify({ name, target });
  return minors.map((minor) => JSON.parse(text.replaceAll('*', minor)));
}

/** What each entry exports in this Node, by `import` and by `require`. */
export function loadEntries({ consumer }: BuiltPackage, node: string): string[][][] {
  const specifiers = JSON.stringify(entries.map(({ specifier }) => specifier));
  const ways = {
    'all.mjs': `await Promise.all(${specifiers}.map((one) => import(one)))`,
    'all.cjs': `${specifiers}.map((one) => require(one))`,
  };
  return Object.entries(ways).map(([name, all]) => {
    const file = join(consumer, name);
    writeFileSync(
      file,
      `const all = ${all};\nconsole.log(JSON.stringify(all.map((one) => Object.keys(one))));\n`,
    );
    const output = execFileSync(node, [file], { encoding: 'utf8', timeout: hang });
    return (JSON.parse(output) as string[][]).map((names) =>
      names.filter((name) => name !== 'default' && name !== 'module.exports').sort(),
    );
  });
}
