import type { MinorNumber, Model, TypeModel } from '../model/model.js';
import { distinctShapes, minorRange, objectName, type Shape } from './availability.js';
import { type GeneratedFile, importStatement, type Statements, typescriptFile } from './generated-file.js';
import { emitInterface, emitInterfaces, type TargetMinor } from './interfaces.js';
import { fieldTypeText } from './type-text.js';
import { emitUnion } from './unions.js';

/** The narrowed types: one file per distinct shape, and one of what no shape allows. */
export function emitShapes(model: Model): readonly GeneratedFile[] {
  return [emitDisallowed(model), ...distinctShapes(model).map((shape) => emitShape(model, shape))];
}

/** The shape of one minor for somebody else's project, called after that minor. */
export function emitShapesFor(model: Model, minor: MinorNumber): readonly GeneratedFile[] {
  return [
    emitDisallowed(model),
    ...distinctShapes(model)
      .filter((shape) => shape.minors.includes(minor))
      .map((shape) => emitShape(model, { ...shape, minor, minors: [minor] }, 'ephemeral-containers')),
  ];
}

function emitShape(model: Model, shape: Shape, forbidden = '../../src/core/forbidden.js'): GeneratedFile {
  const target: TargetMinor = { minor: shape.minor, oldest: model.minors[0] ?? shape.minor };
  const disallowed = model.types
    .filter((type) => type.disallowedOnly && isNamed(model, type))
    .map((type) => type.name)
    .sort();
  const range = minorRange(shape.minors);
  return typescriptFile(`shapes/v1.${shape.minor}.ts`, `the OpenAPI documents of Kubernetes ${range}`, [
    importStatement(['Forbidden'], forbidden, 'import type'),
    importStatement(disallowed, './disallowed.js', 'import type'),
    '',
    ...model.types
      .filter((type) => !type.disallowedOnly)
      .flatMap((type) => emitType(type, target, shape.types.includes(type))),
  ]);
}

/**
 * A type used only by fields of a later minor is declared but not exported: those fields are declared
 * too, as forbidden with the reason.
 */
function emitType(type: TypeModel, target: TargetMinor, exported: boolean): Statements {
  const statements = type.union ? emitUnion(type, type.union, target) : emitInterfaces(type, target);
  return exported ? statements : statements.map((statement) => ({ ...statement, isExported: false }));
}

/** Whether a field that is published and not allowed has this type. */
function isNamed(model: Model, disallowed: TypeModel): boolean {
  return model.types.some(
    (type) => !type.disallowedOnly && type.fields.some((field) => objectName(field.type) === disallowed.name),
  );
}

/** As published, and self-contained, so that a narrowed type stays assignable to the wide ones. */
function emitDisallowed(model: Model): GeneratedFile {
  const range = minorRange(model.minors);
  const interfaces = model.types
    .filter((type) => type.disallowedOnly)
    .map((type) =>
      emitInterface(
        type.name,
        [],
        type.fields.map((field) => ({
          name: field.name,
          hasQuestionToken: !field.required,
          type: fieldTypeText(field),
        })),
      ),
    );
  return typescriptFile('shapes/disallowed.ts', `the OpenAPI documents of Kubernetes ${range}`, [
    '/* What the API publishes for an ephemeral container and never takes. */',
    '',
    ...interfaces,
  ]);
}
