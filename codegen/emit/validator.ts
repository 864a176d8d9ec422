import { type FunctionDeclarationStructure, type ImportDeclarationStructure, StructureKind } from 'ts-morph';
import type { FieldModel, Model, TypeModel } from '../model/model.js';
import { emitFieldCase } from './validator-field.js';
import { shapeFunction } from './validator-names.js';
import { rulesOf } from './validator-rules.js';

/**
 * The structural validator: one function a type, with every field of every minor in a `switch` and
 * version gates. Straight-line code, so that a valid value costs one pass and no allocation; what
 * has meaning is called from `src/rules`.
 */
export function emitStructure(model: Model): (ImportDeclarationStructure | FunctionDeclarationStructure)[] {
  return [...emitImports(model), ...model.types.map((type) => emitType(type, model))];
}

function emitImports(model: Model): ImportDeclarationStructure[] {
  const names = model.types.flatMap((type) => rulesOf(type));
  const modules = new Map<string, string[]>();
  for (const { name, module } of names) modules.set(module, [...(modules.get(module) ?? []), name]);
  const rules = [...modules]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([module, imported]) => ({
      kind: StructureKind.ImportDeclaration as const,
      moduleSpecifier: `../src/rules/${module}.js`,
      namedImports: [...new Set(imported)].sort(),
    }));
  const shape = [
    'dropField',
    'dropWithParent',
    'forbidField',
    'isInt32',
    'isInt64',
    'isIntOrString',
    'isJsonArray',
    'isJsonObject',
    'isKept',
    'isQuantity',
    'nothing',
    'objectPrototype',
    'refuseType',
    'refuseUnknown',
    'refuseValue',
  ];
  return [
    typeImport('../src/rules/finding.js', 'Finding'),
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: '../src/rules/finding.js',
      namedImports: ['itself', 'nest'],
    },
    typeImport('../src/rules/judging.js', 'Judging'),
    typeImport('../src/rules/pod-facts.js', 'JsonObject'),
    ...rules,
    { kind: StructureKind.ImportDeclaration, moduleSpecifier: '../src/rules/shape.js', namedImports: shape },
  ];
}

function typeImport(moduleSpecifier: string, name: string): ImportDeclarationStructure {
  return { kind: StructureKind.ImportDeclaration, moduleSpecifier, isTypeOnly: true, namedImports: [name] };
}

function emitType(type: TypeModel, model: Model): FunctionDeclarationStructure {
  const rules = rulesOf(type).filter((rule) => rule.field === undefined);
  return {
    kind: StructureKind.Function,
    isExported: type === model.types[0],
    name: shapeFunction(type.name),
    parameters: [
      { name: 'value', type: 'unknown' },
      { name: 'judging', type: 'Judging' },
      { name: 'out', type: 'Finding[]' },
    ],
    returnType: 'void',
    statements: [
      "if (typeof value !== 'object' || value === null || Array.isArray(value)) {",
      "  refuseType(out, judging, itself, 'object', value);",
      '  return;',
      '}',
      'const object = value as JsonObject;',
      // read as a member here, where the engine knows the shapes of this type: a call would be slower
      "if (object['__proto__'] !== objectPrototype) judging.odd = true;",
      'for (const key in object) {',
      '  const item = object[key];',
      '  if (item === undefined) continue;',
      ...emitSwitch(type, model).map((line) => `  ${line}`),
      '}',
      ...rules.map((rule) => `if (judging.unread === 0) ${rule.name}(object, judging, out);`),
    ],
  };
}

/** Many fields are told apart by length first: one comparison or two instead of a dozen. */
function emitSwitch(type: TypeModel, model: Model): string[] {
  const unknown = ['default:', '  refuseUnknown(out, judging, key, item);'];
  const cases = (fields: readonly FieldModel[]): string[] => [
    'switch (key) {',
    ...[...fields.flatMap((field) => emitFieldCase(type, field, model)), ...unknown].map(
      (line) => `  ${line}`,
    ),
    '}',
  ];
  if (type.fields.length < 8) return cases(type.fields);
  const lengths = [...new Set(type.fields.map(({ name }) => name.length))].sort((a, b) => a - b);
  return [
    'switch (key.length) {',
    ...lengths.flatMap((length) => [
      `  case ${length}:`,
      ...cases(type.fields.filter(({ name }) => name.length === length)).map((line) => `    ${line}`),
      '    break;',
    ]),
    ...unknown.map((line) => `  ${line}`),
    '}',
  ];
}
