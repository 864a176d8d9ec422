import {
  type FunctionDeclarationStructure,
  type ImportDeclarationStructure,
  type OptionalKind,
  type ParameterDeclarationStructure,
  StructureKind,
} from 'ts-morph';
import type { FieldModel, FieldType, Model, TypeModel } from '../model/model.js';
import { objectName, typeOf } from './availability.js';
import { shareAlike } from './share-alike.js';
import { isGated } from './validator-names.js';

const module = '../src/validate/accept.js';
const value: OptionalKind<ParameterDeclarationStructure> = { name: 'value', type: 'unknown' };
const minor: OptionalKind<ParameterDeclarationStructure> = { name: 'minor', type: 'number' };

/**
 * The accept-only validator: one function a type that says in one pass, without an allocation, that a
 * value is surely valid where no Pod is known. What it does not take is not wrong for that: the full
 * validator decides. Of the container it gives a bit for each field that it does not take.
 */
export function emitAccept(model: Model): (ImportDeclarationStructure | FunctionDeclarationStructure)[] {
  const types = acceptedTypes(model);
  const functions = shareAlike(
    types.flatMap((type) =>
      type === model.types[0] ? [emitRoot(type, model)] : [emitType(type, model), ...emitList(type, model)],
    ),
  );
  const code = functions.flatMap(({ statements }) => statements).join('\n');
  const named = [...code.matchAll(/\b((?:is|are)[A-Z]\w*)\(/g)].map(([, name = '']) => name);
  return [
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: module,
      namedImports: [...new Set(named)].sort(),
    },
    {
      kind: StructureKind.ImportDeclaration,
      moduleSpecifier: '../src/core/json.js',
      isTypeOnly: true,
      namedImports: ['JsonObject'],
    },
    ...functions,
  ];
}

/** The expression that accepts a value, all of which is code. */
export function callAccept(type: string, item: string, minorText: string, model: Model, list = ''): string {
  const asked = dependsOnMinor(typeOf(model, type), model) ? `, ${minorText}` : '';
  return `${acceptFunction(type)}${list}(${item}${asked})`;
}

function dependsOnMinor(type: TypeModel | undefined, model: Model): boolean {
  const fields = type?.fields.filter((field) => canAccept(field, model)) ?? [];
  return fields.some(
    (field) => isGated(field, model) || dependsOnMinor(typeOf(model, objectName(field.type)), model),
  );
}

function parametersOf(type: TypeModel, model: Model): OptionalKind<ParameterDeclarationStructure>[] {
  return dependsOnMinor(type, model) ? [value, minor] : [value];
}

export function acceptFunction(type: string): string {
  return `accepts${type}`;
}

/** Types of elements that a function accepts one by one, so that the full validator may leave them out. */
export function acceptedElements(model: Model): string[] {
  const listed = model.types.flatMap((type) =>
    type.fields.flatMap(({ type: kind }) => elementOf(kind) ?? []),
  );
  return acceptedTypes(model).flatMap(({ name }) => (listed.includes(name) ? [name] : []));
}

function elementOf(type: FieldType): string | undefined {
  return type.kind === 'array' && type.item.kind === 'object' ? type.item.type : undefined;
}

/** A bit for each field of the container that may be accepted. */
export function bitsOf(model: Model): ReadonlyMap<string, number> {
  const fields = model.types[0]?.fields.filter((field) => canAccept(field, model) || isStruct(field)) ?? [];
  return new Map(fields.map(({ name }, index) => [name, 2 ** index]));
}

/** The bit of all other fields. */
export function otherBit(model: Model): number {
  return 2 ** bitsOf(model).size;
}

function acceptedTypes(model: Model): readonly TypeModel[] {
  const [root] = model.types;
  return model.types.filter(
    (type) =>
      type === root ||
      (!type.disallowedOnly &&
        type.fields.some((field) => canAccept(field, model)) &&
        isReached(type, model)),
  );
}

function isReached(type: TypeModel, model: Model): boolean {
  return model.types.some((owner) =>
    owner.fields.some(
      (field) => !owner.disallowedOnly && canTake(field) && objectName(field.type) === type.name,
    ),
  );
}

/** Neither disallowed nor known and dropped in some minor. */
function canTake(field: FieldModel): boolean {
  const { accept, forbidden, enabledSince, until } = field;
  return accept !== undefined && forbidden === undefined && enabledSince === undefined && until === undefined;
}

function canAccept(field: FieldModel, model: Model): boolean {
  const inner = field.type.kind === 'array' ? field.type.item : field.type;
  if (!canTake(field)) return false;
  if (inner.kind !== 'object') return ['string', 'boolean', 'int64'].includes(inner.kind);
  return typeOf(model, inner.type)?.fields.some((own) => canAccept(own, model)) === true;
}

/** A disallowed struct by value: empty, it is as good as absent, and clients send it. */
function isStruct(field: FieldModel): boolean {
  return field.forbidden !== undefined && field.go === 'value' && field.type.kind === 'object';
}

function emitRoot(type: TypeModel, model: Model): FunctionDeclarationStructure {
  const bits = bitsOf(model);
  const cases = type.fields.flatMap((field) => {
    const bit = bits.get(field.name);
    if (bit === undefined) return [];
    const condition = isStruct(field) ? 'isEmptyObject(item)' : conditionOf(field, model);
    const lines = [`if (!(${condition})) doubtful |= ${bit};`];
    return [{ name: field.name, lines: field.required ? [...lines, `seen |= ${bit};`] : lines }];
  });
  const required = type.fields.filter((field) => field.required);
  const all = required.reduce((sum, { name }) => sum + (bits.get(name) ?? 0), 0);
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: acceptFunction(type.name),
    parameters: parametersOf(type, model),
    returnType: 'number',
    statements: [
      ...emitStart('-1'),
      'let seen = 0;',
      'let doubtful = 0;',
      ...emitLoop(cases, `doubtful |= ${otherBit(model)};`),
      `return doubtful | (${all} & ~seen);`,
    ],
  };
}

function emitType(type: TypeModel, model: Model): FunctionDeclarationStructure {
  const fields = type.fields.filter((field) => canAccept(field, model));
  const required = fields.filter((field) => field.required);
  const union = type.union?.kind === 'discriminated' ? undefined : type.union;
  const together = type.accept?.fields ?? [];
  const cases = fields.map((field) => ({
    name: field.name,
    lines: [
      ...(isGated(field, model) ? [`if (minor < ${field.since}) return false;`] : []),
      `if (!(${conditionOf(field, model)})) return false;`,
      ...(together.includes(field.name) ? [`${field.name} = item;`] : []),
      ...(field.required ? [`seen |= ${2 ** required.indexOf(field)};`] : []),
      ...(union?.fields.includes(field.name) ? [emitCount(field)] : []),
    ],
  }));
  const asked = [
    ...(required.length > 0 ? [`seen === ${2 ** required.length - 1}`] : []),
    ...(union === undefined ? [] : [union.kind === 'exactlyOne' ? 'count === 1' : 'count <= 1']),
    ...(type.accept === undefined ? [] : [`${type.accept.is}(${together.join(', ')})`]),
  ];
  return {
    kind: StructureKind.Function,
    isExported: true,
    name: acceptFunction(type.name),
    parameters: parametersOf(type, model),
    returnType: 'boolean',
    statements: [
      ...emitStart('false'),
      ...(required.length > 0 ? ['let seen = 0;'] : []),
      ...(union === undefined ? [] : ['let count = 0;']),
      ...together.map((name) => `let ${name}: unknown;`),
      ...emitLoop(cases, 'return false;'),
      asked.length === 0 ? 'return true;' : `return ${asked.join(' && ')};`,
    ],
  };
}

/** An empty text is as good as none. */
function emitCount(field: FieldModel): string {
  return field.type.kind === 'string' ? "if (item !== '') count += 1;" : 'count += 1;';
}

/** A function of its own for each type of element, so that the engine knows what is called in it. */
function emitList(type: TypeModel, model: Model): FunctionDeclarationStructure[] {
  if (!acceptedElements(model).includes(type.name)) return [];
  return [
    {
      kind: StructureKind.Function,
      name: `${acceptFunction(type.name)}List`,
      parameters: parametersOf(type, model),
      returnType: 'boolean',
      statements: [
        'if (!isPlainArray(value)) return false;',
        'for (let index = 0; index < value.length; index++) {',
        `  if (!${callAccept(type.name, 'value[index]', 'minor', model)}) return false;`,
        '}',
        'return true;',
      ],
    },
  ];
}

function emitStart(refused: string): string[] {
  return [
    `if (typeof value !== 'object' || value === null) return ${refused};`,
    'const object = value as JsonObject;',
    `if (object['__proto__'] !== Object.prototype) return ${refused};`,
  ];
}

function emitLoop(
  cases: readonly { readonly name: string; readonly lines: readonly string[] }[],
  other: string,
): string[] {
  const alike = new Map<string, string[]>();
  for (const { name, lines } of cases) {
    const body = lines.map((line) => `      ${line}`).join('\n');
    alike.set(body, [...(alike.get(body) ?? []), `    case '${name}':`]);
  }
  return [
    'for (const key in object) {',
    '  const item = object[key];',
    '  if (item === undefined) continue;',
    '  switch (key) {',
    ...[...alike].flatMap(([body, labels]) => [...labels, body, '      break;']),
    '    default:',
    `      ${other}`,
    '  }',
    '}',
  ];
}

/** On `item`: the JSON type, and what the definition asks. */
function conditionOf({ type, enum: values, accept }: FieldModel, model: Model): string {
  if (values !== undefined && type.kind === 'string') {
    const left = typeof accept === 'object' ? accept.not : undefined;
    const taken = values.filter((value) => value !== left);
    return taken.map((value) => `item === '${value}'`).join(' || ');
  }
  const own = typeof accept === 'string' ? [`${accept}(item)`] : [];
  return [...jsonCondition(type, own.length > 0, model), ...own].join(' && ');
}

function jsonCondition(type: FieldType, isAsked: boolean, model: Model): string[] {
  switch (type.kind) {
    case 'object':
      return [callAccept(type.type, 'item', 'minor', model)];
    case 'array':
      return [
        type.item.kind === 'object'
          ? callAccept(type.item.type, 'item', 'minor', model, 'List')
          : 'areStrings(item)',
      ];
    case 'int64':
      // what is asked of a number asks for one
      return isAsked ? [] : ['Number.isSafeInteger(item)'];
    default:
      return [`typeof item === '${type.kind}'`];
  }
}
