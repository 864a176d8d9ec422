import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSource, root } from '../root.js';

const tracked = listTracked();
const sources = tracked.filter((file) => /\.(ts|mts|cts|js|mjs|cjs)$/.test(file));
const written = tracked.filter(
  (file) =>
    !/^(generated|codegen\/openapi|test\/conformance\/recorded)\//.test(file) &&
    !/package-lock\.json$/.test(file),
);

describe('house style', () => {
  it('looks at the files of the project', () => {
    expect(sources.length).toBeGreaterThan(80);
  });

  it('names files in kebab-case', () => {
    const wrong = sources.filter(
      (file) =>
        !/^(v1\.\d+|[a-z0-9]+(-[a-z0-9]+)*)(\.(test|config|errors|d))*\.[cm]?[jt]s$/.test(basename(file)),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps every file under 300 lines', () => {
    const long = sources
      .filter((file) => /^(src|codegen|test|scripts|examples)\//.test(file))
      .map((file) => ({ file, lines: readSource(file).split('\n').length - 1 }))
      .filter(({ lines }) => lines > 300);
    expect(long).toEqual([]);
  });

  it.each([
    ['a path of one machine', /(?<![\w)}])\/(?:root|home\/[a-z][\w-]*|Users\/\w+|work)\//],
    ['work left for later', /\b(?:TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b/],
    ['types turned off', /@ts-(?:ignore|nocheck)/],
    [
      'a test that does not run, or that cannot fail',
      /\b(?:it|test|describe)\.(?:only|skip|todo|fails)\b|expect\(true\)\./,
    ],
    ['a banner comment', /^\s*\/\/ ?[-=*#]{4,}/],
  ])('has no line with %s', (_, pattern) => {
    const lines = written.filter(isText).flatMap((file) =>
      readSource(file)
        .split('\n')
        .map((line, index) => ({ where: `${file}:${index + 1}`, line: line.trim().slice(0, 120) }))
        .filter(({ line }) => pattern.test(line)),
    );
    expect(lines).toEqual([]);
  });
});

/** What git tracks, or would: new files count before they are added. */
function listTracked(): string[] {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  return list.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
}

function isText(file: string): boolean {
  return !readSource(file).includes('\0');
}
