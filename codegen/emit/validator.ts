import type {
  FunctionDeclarationStructure,
  ImportDeclarationStructure,
  VariableStatementStructure,
} from 'ts-morph';
import type { FieldType, Model, TypeModel } from '../model/model.js';
import { objectName } from './availability.js';
import { StructureKind, VariableDeclarationKind } from './compilers.js';
import { shareAlike } from './share-alike.js';
import { acceptedElements, acceptFunction, bitsOf, otherBit } from './validator-accept.js';
import { emitFieldCases } from './validator-field.js';
import { isTabled, structureFunction } from './validator-names.js';

/** What `src/validate/structure.ts` has for generated code; only what is used is imported. */
const structureHelpers = [
  'checkElements',
  'checkEnum',
  'checkMember',
  'checkStrings',
  'dropField',
  'dropWithParent',
  'forbidField',
  'isBoolean',
  'isInt32',
  'isInt64',
  'isIntOrString',
  'isJsonArray',
  'isJsonObject',
  'isKept',
  'isQuantity',
  'isString',
  'openObject',
  'refuseType',
  'refuseUnknown',
  'reportUnknown',
];

type Structure = ImportDeclarationStructure | VariableStatementStructure | FunctionDeclarationStructure;

/**
 * The structural validator: one function a type, with every field of every minor in a `switch` and
 * version gates. Straight-line code, so that a valid value costs one pass and no allocation; what
 * has meaning is called from `src/rules`.
 */
export function emitStructure(model: Model): Structure[] {
  const tabled = model.types.filter(isTabled);
  const others = model.types.filter((type) => !tabled.includes(type));
  const functions = shareAlike(others.map((type) => emitType(type, model)));
  const code = functions.flatMap(({ statements }) => statements).join('\n');
  const used = structureHelpers.filter((name) => new RegExp(`\\b${name}\\b`).test(code));
  const accepting = acceptedElements(model).map(acceptFunction);
  return [
    ...emitImports(model, used),
    { kind: StructureKind.ImportDeclaration, moduleSpecifier: './accept.js', namedImports: accepting.sort() },
    emitOrder(model),
    emitTable(tabled),
    ...functions,
  ];
}

function emitImports(model: Model, helpers: string[]): ImportDeclarationStructure[] {
  const names = model.types.flatMap(({ rule, fields }) => [rule, ...fields.map((field) => field.rule)]);
  const modules = new Map<string, string[]>();
  for (const rule of names) {
    if (rule !== undefined) modules.set(rule.module, [...(modules.get(rule.module) ?? []), rule.name]);
  }
  const rules = [...modules]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([module, imported]): ImportDeclarationStructure => ({
        kind: StructureKind.ImportDeclaration,
        moduleSpecifier: `../src/rules/${module}.js`,
        namedImports: [...new Set(imported)].sort(),
      }),
    );
  return [
    typeImport('../src/validate/findings.js', 'Findings'),
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: '../src/validate/findings.js',
      namedImports: ['enter', 'leave'],
    },
    typeImport('../src/validate/validation-context.js', 'ValidationContext'),
    typeImport('../src/validate/server-order.js', 'FieldOrder'),
    typeImport('../src/validate/structure-table.js', 'StructureTable'),
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: '../src/validate/structure-table.js',
      namedImports: ['byTable'],
    },
    ...rules,
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: '../src/validate/structure.js',
      namedImports: helpers,
    },
  ];
}

function typeImport(moduleSpecifier: string, name: string): ImportDeclarationStructure {
  return { kind: StructureKind.ImportDeclaration, moduleSpecifier, isTypeOnly: true, namedImports: [name] };
}

/** By the key that an object of the type has in its parent, which no two types with an order share. */
function emitOrder(model: Model): VariableStatementStructure {
  const rows = model.types.flatMap((type) => {
    const keys = type === model.types[0] ? [''] : keysOf(type, model);
    return keys.map((key) => (type.order ? `  '${key}': ${JSON.stringify(type.order)},` : ''));
  });
  const initializer = `{\n${rows.filter((row) => row !== '').join('\n')}\n}`;
  return {
    kind: StructureKind.VariableStatement,
    isExported: true,
    declarationKind: VariableDeclarationKind.Const,
    declarations: [{ name: 'serverOrder', type: 'FieldOrder', initializer }],
  };
}

function keysOf(type: TypeModel, model: Model): string[] {
  const fields = model.types.flatMap((owner) => owner.fields);
  const leading = fields.filter((field) => objectName(field.type) === type.name);
  return [...new Set(leading.map(({ name }) => name))];
}

/** The types that are only met in disallowed fields, as data: JSON types, and since when. */
function emitTable(types: readonly TypeModel[]): VariableStatementStructure {
  const rows = types.map((type) => {
    const fields = type.fields.map(
      ({ name, type: kind, since }) => `${name}: ['${tableKind(kind)}', ${since}]`,
    );
    return `  ${type.name}: { ${fields.join(', ')} },`;
  });
  return {
    kind: StructureKind.VariableStatement,
    declarationKind: VariableDeclarationKind.Const,
    declarations: [{ name: 'disallowed', type: 'StructureTable', initializer: `{\n${rows.join('\n')}\n}` }],
  };
}

/** `string`, `[string]` for a list, `Probe` for an object. */
function tableKind(type: FieldType): string {
  if (type.kind === 'array') return `[${tableKind(type.item)}]`;
  if (type.kind === 'map')
    throw new Error('no map is only met in disallowed fields so far: see codegen/emit/validator.ts');
  return type.kind === 'object' ? type.type : type.kind;
}

function emitType(type: TypeModel, model: Model): FunctionDeclarationStructure {
  return {
    kind: StructureKind.Function,
    isExported: type === model.types[0],
    name: structureFunction(type.name),
    parameters: [
      { name: 'value', type: 'unknown' },
      { name: 'context', type: 'ValidationContext' },
      { name: 'out', type: 'Findings' },
      ...(type === model.types[0] ? [{ name: 'doubtful', type: 'number' }] : []),
    ],
    returnType: 'void',
    statements: [
      'const object = openObject(value, context, out);',
      'if (object === undefined) return;',
      'for (const key in object) {',
      '  const item = object[key];',
      '  if (item === undefined) continue;',
      '  switch (key) {',
      ...emitFieldCases(type, model).map((line) => `    ${line}`),
      '    default:',
      `      ${isHeldByValue(type, model) ? 'refuseUnknown' : 'reportUnknown'}(out, context, key, item);`,
      '  }',
      '}',
      ...emitRule(type, model),
    ],
  };
}

/** Left out where the accept-only validator has taken all fields that the rule looks at. */
function emitRule({ rule, ruleReads }: TypeModel, model: Model): string[] {
  if (rule === undefined) return [];
  const bits = bitsOf(model);
  const mask = ruleReads?.reduce((sum, name) => sum | (bits.get(name) ?? otherBit(model)), 0);
  const asked = mask === undefined ? '' : `(context.pod !== undefined || (doubtful & ${mask}) !== 0) && `;
  return [`if (${asked}context.undecodedCount === 0) ${rule.name}(object, context, out);`];
}

/** Whether it matters that an object is left with nothing once what is unknown is gone from it. */
function isHeldByValue(type: TypeModel, model: Model): boolean {
  return model.types.some((owner) =>
    owner.fields.some(
      (field) =>
        field.forbidden !== undefined && field.go === 'value' && objectName(field.type) === type.name,
    ),
  );
}
