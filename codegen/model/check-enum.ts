import type { FieldDefinition } from '../definitions/definition.js';
import type { MergedField } from './merge-minors.js';

/** A document with enum values must have ours. Documents of running servers have them, those of releases do not. */
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
