import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSource, root } from '../root.js';

/** A fenced block of a document or a comment. */
export interface Fence {
  /** The file it stands in, from the project's folder. */
  readonly file: string;
  /** The line of its first line of code. */
  readonly line: number;
  /** `ts`, `sh`, `yaml`, … */
  readonly language: string;
  /** What follows the language on the opening line. */
  readonly info: string;
  readonly code: string;
}

const documents = ['docs', 'examples', 'codegen', 'scripts', 'test'];

/** README.md and the other Markdown files that come with the project. */
export function listDocuments(): string[] {
  const top = readdirSync(root).filter((name) => name.endsWith('.md'));
  const nested = documents
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
        join(folder, name),
      ),
    );
  return [...top, ...nested].filter((name) => name.endsWith('.md') && !name.includes('node_modules')).sort();
}

/** Every fenced block of a Markdown text, its common indentation taken away. */
export function extractFences(file: string, text: string, firstLine = 1): Fence[] {
  const fences: Fence[] = [];
  const pattern = /^([ \t]*)```(\w+)[ \t]*(.*)\n([\s\S]*?)^[ \t]*```[ \t]*$/gm;
  for (const { index, 0: all, 1: indent = '', 2: language = '', 3: info = '', 4: body = '' } of text.matchAll(
    pattern,
  )) {
    if (all === '') continue;
    const line = firstLine + text.slice(0, index).split('\n').length;
    const code = body.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    fences.push({ file, line, language, info: info.trim(), code });
  }
  return fences;
}

export function readDocumentFences(): Fence[] {
  return listDocuments().flatMap((file) => extractFences(file, readSource(file)));
}
