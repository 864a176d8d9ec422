import type { MinorVersion } from '../validate/parse-minor.js';
import { parseDocuments } from '../yaml/parse-documents.js';
import { placesIn } from '../yaml/place.js';
import type { TextFormat } from '../yaml/text-document.js';
import { libraryValidator } from './library-validator.js';
import type { TextPart, TextResult, ValidatedText } from './result.js';
import { validateDocuments } from './validate-documents.js';
import type { ContextOptions } from './validate-subject.js';

export interface TextOptions extends ContextOptions {
  /** The Kubernetes minor to validate as; the newest where absent. */
  readonly minor?: MinorVersion | undefined;
  /** What errors of syntax speak of. Where absent, a text that begins with a bracket is JSON. */
  readonly format?: TextFormat | undefined;
}

/**
 * Validates the ephemeral containers in a text, YAML or JSON of one document or several, as the API
 * server does: a container, a list of containers, a patch of them, a Pod, a list of Pods. Each cause
 * has its place in the text.
 *
 * @example
 * ```ts
 * import { validateText } from 'ephemeral-containers/text';
 *
 * const text = 'name: debugger\nimage: busybox\nports: []\n';
 * for (const { line, column, length, field, message } of validateText(text, { minor: '1.34' }).causes)
 *   console.log(line, column, length, field, message);
 * ```
 * @throws RangeError where `options.minor` is not supported.
 */
export function validateText(text: string, { minor, format, ...options }: TextOptions = {}): TextResult {
  return toResult(
    validateDocuments(parseDocuments(text, format), placesIn(text), libraryValidator(minor), options),
  );
}

function toResult(parts: readonly TextPart[]): TextResult {
  const validated = parts.filter((part): part is ValidatedText => 'causes' in part);
  const unreadable = parts.filter((part) => part.outcome === 'unreadable');
  return {
    ok:
      unreadable.length === 0 &&
      validated.length > 0 &&
      validated.every(({ outcome }) => outcome === 'valid'),
    causes: validated.flatMap(({ causes }) => causes),
    warnings: validated.flatMap(({ warnings }) => warnings),
    unreadable,
    parts,
  };
}
