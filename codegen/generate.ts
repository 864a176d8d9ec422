import { minorRange } from './emit/availability.js';
import { emitBuilders } from './emit/builders.js';
import { emitDisallowedFields, emitEnums } from './emit/field-lists.js';
import { type GeneratedFile, typescriptFile } from './emit/generated-file.js';
import { emitGoStructs } from './emit/go-structs.js';
import { emitFieldUses } from './emit/in-use.js';
import { emitJsonSchemas } from './emit/json-schema.js';
import { emitMinorEntries } from './emit/minor-entries.js';
import { emitMinors } from './emit/minors.js';
import { emitPodTypes } from './emit/pod-types.js';
import { emitRuleInputs } from './emit/rule-inputs.js';
import { emitShapes, emitShapesFor } from './emit/shapes.js';
import { emitStore } from './emit/store.js';
import { emitStructure } from './emit/validator.js';
import { emitAccept } from './emit/validator-accept.js';
import { emitWideTypes } from './emit/wide-types.js';
import { formatFiles } from './format.js';
import { type Documents, loadModel } from './model/load.js';
import { type Model, minorOf } from './model/model.js';
import { findRoot } from './root.js';

/** Everything in generated/, from the documents by minor: the same text for the same facts. */
export function generate(documents: Documents, root = findRoot()): readonly GeneratedFile[] {
  const model = loadModel(documents);
  const files = [
    ...emitFromModel(model),
    emitPodTypes(documents, sourceOf(model)),
    ...emitWideTypes(documents),
  ];
  return formatFiles(files, root);
}

/** What a project of its own can use of one minor: types and the JSON Schema, nothing that imports us but a type. */
export function generateFor(documents: Documents, minor: string): readonly GeneratedFile[] {
  const document = documents.get(minor);
  const model = loadModel(documents);
  const schemas = emitJsonSchemas(model).filter((file) => file.path.endsWith(`/v${minor}.json`));
  return [
    ...emitShapesFor(model, minorOf(minor)),
    ...schemas,
    ...(document ? emitWideTypes(new Map([[minor, document]])) : []),
  ];
}

/** One emitter per output. */
function emitFromModel(model: Model): readonly GeneratedFile[] {
  const from = sourceOf(model);
  return [
    emitMinors(model),
    ...emitShapes(model),
    ...emitBuilders(model),
    typescriptFile('facts/disallowed-fields.ts', from, emitDisallowedFields(model)),
    typescriptFile('facts/enums.ts', from, emitEnums(model)),
    typescriptFile('facts/go-structs.ts', from, emitGoStructs(model)),
    typescriptFile('facts/in-use.ts', from, emitFieldUses(model)),
    typescriptFile('facts/rule-inputs.ts', from, emitRuleInputs(model)),
    typescriptFile('accept.ts', from, emitAccept(model)),
    typescriptFile('structure.ts', from, emitStructure(model)),
    typescriptFile('store.ts', from, emitStore(model)),
    ...emitJsonSchemas(model),
    ...emitMinorEntries(model),
  ];
}

function sourceOf({ minors }: Model): string {
  return `the OpenAPI documents of Kubernetes ${minorRange(minors)}`;
}
