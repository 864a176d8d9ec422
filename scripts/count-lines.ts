// Lines of code by folder, and the source files that name each gated field, now and at another commit:
//   npx tsx scripts/count-lines.ts [COMMIT]
import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { fieldUses } from '../generated/facts/in-use.js';

const parts = ['src', 'codegen', 'scripts', 'test'];
const [before] = process.argv.slice(2);
const commits = before === undefined ? [undefined] : [before, undefined];

printTable('lines', commits.map(countLines));
printTable('files that name it, src/testing aside', commits.map(countFiles));

function printTable(title: string, columns: readonly ReadonlyMap<string, number>[]): void {
  process.stdout.write(`${title}\n`);
  for (const row of [...new Set(columns.flatMap((column) => [...column.keys()]))].sort()) {
    const counts = columns.map((column) => String(column.get(row) ?? 0).padStart(8)).join('');
    process.stdout.write(`  ${row.padEnd(40)}${counts}\n`);
  }
}

/** Of the TypeScript files below `src/client` and its like, and of the part as a whole. */
function countLines(commit?: string): ReadonlyMap<string, number> {
  const paths = parts.map((part) => `${part}/**/*.ts`);
  const counts = new Map<string, number>();
  for (const line of grep('-c', '', paths, commit)) {
    const [path = '', count = ''] = line.slice(commit === undefined ? 0 : commit.length + 1).split(':');
    const [part = '', second = ''] = path.split('/');
    for (const folder of [part, ...(second.includes('.') ? [] : [`${part}/${second}`])]) {
      counts.set(folder, (counts.get(folder) ?? 0) + Number(count));
    }
  }
  return counts;
}

/** But for `restartPolicy`, which a Pod has too. */
function countFiles(commit?: string): ReadonlyMap<string, number> {
  const fields = Object.keys(fieldUses).filter((field) => !field.endsWith('.restartPolicy'));
  const paths = ['src/**/*.ts', 'codegen/**/*.ts', ':!src/testing'];
  return new Map(
    fields.map((field) => [field, grep('-lw', field.slice(field.indexOf('.') + 1), paths, commit).length]),
  );
}

function grep(flag: string, pattern: string, paths: readonly string[], commit?: string): readonly string[] {
  const args = ['grep', flag, pattern, ...(commit === undefined ? [] : [commit]), '--', ...paths];
  return execFileSync('git', args, { encoding: 'utf8' }).trimEnd().split('\n');
}
