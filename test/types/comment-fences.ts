import ts from 'typescript';
import { listSources } from '../architecture/sources.js';
import { readSource } from '../root.js';
import { extractFences, type Fence } from './fences.js';

/** The fenced blocks of all JSDoc comments of the library. */
export function readCommentFences(): Fence[] {
  return listSources('src', 'generated').flatMap((file) => {
    const text = readSource(file);
    if (!text.includes('```')) return [];
    return listComments(file, text).flatMap(({ comment, line }) =>
      extractFences(file, comment.replaceAll(/^[ \t]*(?:\/\*\*|\*\/|\* ?)/gm, ''), line),
    );
  });
}

function listComments(file: string, text: string): { comment: string; line: number }[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, false);
  return [...text.matchAll(/^[ \t]*\/\*\*[\s\S]*?\*\//gm)].map(({ index, 0: comment }) => ({
    comment,
    line: source.getLineAndCharacterOfPosition(index).line + 1,
  }));
}
