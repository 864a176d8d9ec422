import type { FunctionDeclarationStructure } from 'ts-morph';
import type { Model, TypeModel } from '../model/model.js';
import { distinctShapes, minorRange, type Shape } from './availability.js';
import { StructureKind } from './compilers.js';
import { emitNamespaces } from './constructors.js';
import { doc } from './doc.js';
import { type GeneratedFile, importStatement, typescriptFile } from './generated-file.js';
import { camelCase } from './type-text.js';

/** One builder per type, and the functions that make unions: one file per distinct shape. */
export function emitBuilders(model: Model): readonly GeneratedFile[] {
  return distinctShapes(model).map(emitShapeBuilders);
}

function emitShapeBuilders(shape: Shape): GeneratedFile {
  const namespaces = emitNamespaces(shape);
  const types = [...shape.types.map((type) => type.name), ...namespaces.types].sort();
  const range = minorRange(shape.minors);
  return typescriptFile(`builders/v1.${shape.minor}.ts`, `the model of Kubernetes ${range}`, [
    `import { dropUndefined } from '../../src/build/builder.js';`,
    importStatement(types, `../shapes/v1.${shape.minor}.js`, 'import type'),
    '',
    ...shape.types.map(emitBuilder),
    ...namespaces.statements,
  ]);
}

/** A builder checks types and drops `undefined`; whether the server takes it is for the validator. */
function emitBuilder(type: TypeModel): FunctionDeclarationStructure {
  const name = camelCase(type.name);
  return {
    kind: StructureKind.Function,
    name,
    isExported: true,
    docs: doc(type.doc),
    parameters: [{ name: 'fields', type: type.name }],
    returnType: type.name,
    statements: [`return dropUndefined<${type.name}>(fields);`],
  };
}
