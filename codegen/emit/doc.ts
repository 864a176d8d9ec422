import type { FieldModel, MinorNumber } from '../model/model.js';

const width = 100;

/** A JSDoc comment of paragraphs and tags: on one line if it fits, else wrapped. */
export function doc(...parts: readonly string[]): { description: string }[] {
  const lines = parts.filter((part) => part !== '').flatMap((part) => wrap(escapeEnd(part)));
  if (lines.length === 0) return [];
  return [{ description: lines.length === 1 ? lines.join() : `\n${lines.join('\n')}` }];
}

/** The comment of a field that can be used; `oldest` is the first minor of its type. */
export function fieldDoc(
  field: FieldModel,
  since: MinorNumber,
  oldest: MinorNumber,
): { description: string }[] {
  const value = field.default === undefined ? undefined : JSON.stringify(field.default);
  return doc(
    field.doc ?? '',
    value === undefined || value === '{}' ? '' : `@default ${value}`,
    since > oldest ? `@since Kubernetes 1.${since}` : '',
  );
}

/** The comment of a field that cannot be used: `@deprecated`, so that editors strike it through and list it last. */
export function unavailableDoc(field: FieldModel, why: string): { description: string }[] {
  const sentence = `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
  return doc(`@deprecated ${field.forbidden === undefined ? sentence : (field.doc ?? sentence)}`);
}

function wrap(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

function escapeEnd(text: string): string {
  return text.replaceAll('*/', '*\\/');
}
