import type { FieldDefinition } from '../definitions/definition.js';
import type { MergedField } from './merge-minors.js';

/** A document that has the values must have ours. Those of the releases have none, a server's do. */
export function checkEnum(
  what: string,
  field: FieldDefinition,
  published: MergedField,
  at: string,
): readonly string[] {
  const isAllowed = field.doc !== undefined && field.forbidden === undefined;
  if (published.enum === undefined || !isAllowed) return [];
  const defined = field.enum ?? [];
  const extra = published.enum.filter((value) => !defined.includes(value));
  const missing = defined.filter((value) => published.enum?.includes(value) === false);
  return [
    ...extra.map(
      (value) =>
        `${what} takes "${value}" in the document, which nobody has decided: add it to "enum" in ${at}.`,
    ),
    ...missing.map(
      (value) => `${what} takes "${value}" in ${at}, which the document does not have: remove it there.`,
    ),
  ];
}
