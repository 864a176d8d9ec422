import type { FunctionDeclarationStructure, ImportDeclarationStructure } from 'ts-morph';
import type { FieldModel, Model, TypeModel } from '../model/model.js';
import { StructureKind } from './compilers.js';
import { shareAlike } from './share-alike.js';

/**
 * What the server stores of a container: Go's zero values left out, defaults filled in. Works on a
 * value that has been read, so only known fields of the right type are in there.
 */
export function emitStore(model: Model): (ImportDeclarationStructure | FunctionDeclarationStructure)[] {
  return [
    ...imports,
    ...shareAlike(model.types.filter((type) => !type.disallowedOnly).map((type) => emitType(type, model))),
  ];
}

const imports: ImportDeclarationStructure[] = [
  {
    kind: StructureKind.ImportDeclaration,
    moduleSpecifier: '../src/validate/validation-context.js',
    isTypeOnly: true,
    namedImports: ['ValidationContext'],
  },
  {
    kind: StructureKind.ImportDeclaration,
    moduleSpecifier: '../src/core/json.js',
    isTypeOnly: true,
    namedImports: ['JsonObject'],
  },
  {
    kind: StructureKind.ImportDeclaration,
    moduleSpecifier: '../src/validate/defaulting.js',
    namedImports: ['defaultPullPolicy', 'storeList', 'storeObject', 'storeQuantity', 'type Stored'],
  },
];

function emitType(type: TypeModel, model: Model): FunctionDeclarationStructure {
  return {
    kind: StructureKind.Function,
    isExported: type === model.types[0],
    name: `store${type.name}`,
    parameters: [
      { name: 'value', type: 'JsonObject' },
      ...(type === model.types[0] ? [{ name: 'context', type: 'ValidationContext' }] : []),
    ],
    returnType: 'Stored',
    statements: [
      'const stored: Stored = {};',
      ...type.fields.flatMap((field) => emitField(type, field)),
      'return stored;',
    ],
  };
}

function emitField(type: TypeModel, field: FieldModel): string[] {
  const { name } = field;
  if (`${type.name}.${name}` === 'EphemeralContainer.imagePullPolicy') {
    return [`stored.${name} = value.${name} || defaultPullPolicy(value.image, context);`];
  }
  if (field.forbidden !== undefined) {
    return field.default === undefined ? [] : [`stored.${name} = ${JSON.stringify(field.default)};`];
  }
  switch (field.type.kind) {
    case 'object':
      return [`if (value.${name}) stored.${name} = storeObject(value.${name}, store${field.type.type});`];
    case 'array': {
      const item = field.type.item.kind === 'object' ? `, store${field.type.item.type}` : '';
      return [`storeList(stored, '${name}', value.${name}${item});`];
    }
    case 'quantity':
      return [`stored.${name} = storeQuantity(value.${name});`];
    default:
      return [emitScalar(field)];
  }
}

/** A pointer keeps a zero value, a plain field does not. */
function emitScalar({ name, go, default: absent }: FieldModel): string {
  const fallback = absent === undefined ? '' : JSON.stringify(absent).replaceAll('"', "'");
  if (go === 'pointer') {
    if (fallback !== '') return `stored.${name} = value.${name} ?? ${fallback};`;
    return `if (value.${name} !== undefined && value.${name} !== null) stored.${name} = value.${name};`;
  }
  if (fallback !== '') return `stored.${name} = value.${name} || ${fallback};`;
  return `if (value.${name}) stored.${name} = value.${name};`;
}
