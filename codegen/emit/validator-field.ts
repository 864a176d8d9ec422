import type { FieldModel, FieldType, Model, TypeModel } from '../model/model.js';
import { acceptedElements, acceptFunction, bitsOf } from './validator-accept.js';
import { checkFunction, isGated } from './validator-names.js';

/** The `case`s of a type's fields; fields that are checked alike share the lines. */
export function emitFieldCases(type: TypeModel, model: Model): string[] {
  const alike = new Map<string, string[]>();
  for (const field of type.fields) {
    const body = emitBody(type, field, model).join('\n');
    alike.set(body, [...(alike.get(body) ?? []), field.name]);
  }
  return [...alike].flatMap(([body, names]) => [
    ...names.map((name) => `case ${quote(name)}:`),
    ...(type === model.types[0] ? emitSkip(names, model) : []),
    ...body.split('\n'),
    '  break;',
  ]);
}

/** What the accept-only validator has taken of the container. */
function emitSkip(names: readonly string[], model: Model): string[] {
  const bits = bitsOf(model);
  if (!names.every((name) => bits.has(name))) return [];
  const mask = names.reduce((sum, name) => sum + (bits.get(name) ?? 0), 0);
  return [`  if ((doubtful & ${mask}) === 0) break;`];
}

/** Is the field known here, has it the right JSON type, is it allowed, is it kept. */
function emitBody(type: TypeModel, field: FieldModel, model: Model): string[] {
  return [
    ...(isGated(field, model) ? emitGate(field) : []),
    ...emitTypeCheck('key', 'item', field.type, model).map(indent),
    ...emitMeaning(type, field).map(indent),
  ];
}

function emitGate(field: FieldModel): string[] {
  const before = `context.minor < ${field.since}`;
  const after = field.until === undefined ? '' : ` || context.minor > ${field.until}`;
  return [`  if (${before}${after}) {`, `    refuseUnknown(out, context, key, item);`, '    break;', '  }'];
}

/** What follows once the type is right: refused, one of some values, or dropped by this minor. */
function emitMeaning(type: TypeModel, field: FieldModel): string[] {
  const lines = [...emitRule(field), ...emitForbidden(field), ...emitEnum(field)];
  const dropped = emitDropped(type, field);
  if (dropped === undefined) return lines;
  if (lines.length === 0)
    return dropped.statements.length === 0 ? [] : [`if (${dropped.when}) ${dropped.statements}`];
  return [`if (${dropped.when}) ${dropped.statements}`, 'else {', ...lines.map(indent), '}'];
}

function emitRule({ rule }: FieldModel): string[] {
  if (rule === undefined) return [];
  return [
    `if (context.undecodedCount === 0 && isJsonArray(item, context)) ${rule.name}(item, context, out);`,
  ];
}

function emitForbidden(field: FieldModel): string[] {
  if (field.forbidden === undefined) return [];
  const call = `forbidField(out, key, ${quote(field.forbidden)})`;
  if (field.go !== 'value') return [`if (item !== null) ${call};`];
  if (field.type.kind === 'string') return [`if (typeof item === 'string' && item !== '') ${call};`];
  // a struct by value is set once a member that the server keeps is
  return [`if (isKept(item, context)) ${call};`];
}

function emitEnum(field: FieldModel): string[] {
  if (field.enum === undefined || field.type.kind !== 'string') return [];
  const list = `[${field.enum.map(quote).join(', ')}]`;
  const more = field.omitsIndex === true ? ', true' : '';
  const call = `checkEnum(out, context, key, item, ${list}${more});`;
  return [field.go === 'value' ? `if (item !== '') ${call}` : call];
}

function emitDropped(type: TypeModel, field: FieldModel): { when: string; statements: string } | undefined {
  if (field.enabledSince === undefined) return undefined;
  const from = field.droppedSince === undefined ? '' : `context.minor >= ${field.droppedSince} && `;
  const until = Number.isFinite(field.enabledSince) ? `context.minor < ${field.enabledSince} && ` : '';
  const kept = field.inUse?.length
    ? ` && context.pod?.isInUse(${quote(`${type.name}.${field.name}`)}) !== true`
    : '';
  const put = field.droppedTo === undefined ? undefined : JSON.stringify(field.droppedTo);
  const other = put === undefined ? 'item !== null' : `item !== null && item !== ${put}`;
  const replacement = put === undefined ? '' : `, ${put}`;
  return {
    when: `${from}${until}${other}${kept}`,
    statements: `${field.droppedWithParent ? 'dropWithParent' : 'dropField'}(out, context, key${replacement});`,
  };
}

/** Refuses any JSON but the field's own type; null is as good as absent. `key` is code, as `item` is. */
function emitTypeCheck(key: string, item: string, type: FieldType, model: Model): string[] {
  switch (type.kind) {
    case 'object':
      return [`checkMember(out, context, ${key}, ${item}, ${checkFunction(type.type, model)});`];
    case 'array':
      return [emitElements(key, item, type.item, model)];
    case 'map':
      return emitMembers(key, item, type.value, model);
    default:
      return [`if (!${isOfKind(type.kind, item)} && ${item} !== null) ${emitRefusal(key, item, type.kind)}`];
  }
}

function isOfKind(kind: Exclude<FieldType['kind'], 'object' | 'array' | 'map'>, item: string): string {
  switch (kind) {
    case 'string':
    case 'time':
      return `isString(${item})`;
    case 'boolean':
      return `isBoolean(${item})`;
    default:
      return `is${kind[0]?.toUpperCase()}${kind.slice(1)}(${item})`;
  }
}

function emitRefusal(key: string, item: string, kind: FieldType['kind']): string {
  const names: { readonly [kind: string]: string } = {
    time: 'string',
    int32: 'integer',
    int64: 'integer',
    intOrString: 'integer or string',
  };
  return `refuseType(out, context, ${key}, ${quote(names[kind] ?? kind)}, ${item});`;
}

/** Most elements of an invalid list are valid, so accepted elements are skipped. */
function emitElements(key: string, item: string, type: FieldType, model: Model): string {
  if (type.kind === 'string') return `checkStrings(out, context, ${key}, ${item});`;
  if (type.kind !== 'object') throw new Error(`no list of ${type.kind} is known here so far`);
  const isAccepted = acceptedElements(model).includes(type.type);
  const accepts = isAccepted ? `, ${acceptFunction(type.type)}` : '';
  return `checkElements(out, context, ${key}, ${item}, ${checkFunction(type.type, model)}${accepts});`;
}

function emitMembers(key: string, item: string, type: FieldType, model: Model): string[] {
  return [
    `if (isJsonObject(${item}, context)) {`,
    `  enter(out, ${key});`,
    `  for (const member in ${item}) {`,
    `    const element = ${item}[member] ?? null;`,
    ...emitTypeCheck('member', 'element', type, model).map((line) => `    ${line}`),
    '  }',
    '  leave(out);',
    `} else if (${item} !== null) refuseType(out, context, ${key}, 'object', ${item});`,
  ];
}

function indent(line: string): string {
  return `  ${line}`;
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
