import { type FunctionDeclarationStructure, type ImportDeclarationStructure, StructureKind } from 'ts-morph';
import type { FieldModel, Model, TypeModel } from '../model/model.js';
import { emitFieldCase } from './validator-field.js';
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
    'refuseType',
    'refuseUnknown',
    'refuseValue',
  ];
  return [
    typeImport('../src/rules/finding.js', 'Finding'),
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: '../src/rules/finding.js',
      namedImports: ['nest'],
    },
    typeImport('../src/rules/judging.js', 'Judging'),
    ...rules,
    { kind: StructureKind.ImportDeclaration, moduleSpecifier: '../src/rules/shape.js', namedImports: shape },
  ];
}

function typeImport(moduleSpecifier: string, name: string): ImportDeclarationStructure {
  return { kind: StructureKind.ImportDeclaration, moduleSpecifier, isTypeOnly: true, namedImports: [name] };
}

function emitType(type: TypeModel, model: Model): FunctionDeclarationStructure {
  const fields = type.fields.flatMap((field) => emitFieldCase(type, field, model));
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
      'if (!isJsonObject(value, judging)) {',
      "  refuseType(out, judging, '', 'object', value);",
      '  return;',
      '}',
      'for (const key in value) {',
      '  const item = value[key];',
      '  if (item === undefined) continue;',
      '  switch (key) {',
      ...fields.map((line) => `    ${line}`),
      '    default:',
      '      refuseUnknown(out, judging, key, item);',
      '  }',
      '}',
      ...rules.map((rule) => `if (judging.wrongTypes === 0) ${rule.name}(value, judging, out);`),
    ],
  };
}

/** `checkEnvVarShape` for `EnvVar`. */
export function shapeFunction(type: string): string {
  return `check${type}Shape`;
}

/** Whether minors without the field are supported, so that it needs a gate. */
export function isGated(field: FieldModel, model: Model): boolean {
  return field.since > (model.minors[0] ?? 0) || field.until !== undefined;
}
