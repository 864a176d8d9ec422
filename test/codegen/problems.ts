import type { Definitions } from '../../codegen/definitions/definition.js';
import { definitions } from '../../codegen/definitions/index.js';
import { GenerationError } from '../../codegen/generation-error.js';
import { applyDefinitions } from '../../codegen/model/apply-definitions.js';
import { loadDocuments } from '../../codegen/model/load.js';
import { mergeMinors } from '../../codegen/model/merge-minors.js';
import { minorOf } from '../../codegen/model/model.js';
import { readDocument } from '../../codegen/model/read-document.js';

/** The sentences that generation stops with; none if it does not. */
export function problemsOf(
  changed: Definitions = definitions,
  documents = loadDocuments(),
): readonly string[] {
  const read = [...documents].map(([minor, document]) => readDocument(document, minorOf(minor)));
  return problemsIn(() => applyDefinitions(mergeMinors(read), changed));
}

export function problemsIn(run: () => unknown): readonly string[] {
  try {
    run();
    return [];
  } catch (error) {
    if (error instanceof GenerationError) return error.problems;
    throw error;
  }
}
