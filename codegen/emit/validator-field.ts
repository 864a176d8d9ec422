import type { FieldModel, FieldType, Model, TypeModel } from '../model/model.js';
import { callStructure, isGated } from './validator-names.js';

/** The `case`s of a type's fields; fields that are checked alike share the lines. */
export function emitFieldCases(type: TypeModel, model: Model): string[] {
  const labels = new Map<string, string[]>();
  for (const field of type.fields) {
    const body = emitBody(type, field, model).join('\n');
    labels.set(body, [...(labels.get(body) ?? []), `case ${quote(field.name)}:`]);
  }
  return [...labels].flatMap(([body, cases]) => [...cases, ...body.split('\n'), '  break;']);
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
  const values = field.go === 'value' ? ['', ...field.enum] : field.enum;
  const unequal = values.map((value) => `item !== ${quote(value)}`).join(' && ');
  const list = `[${field.enum.map(quote).join(', ')}]`;
  return [
    `if (typeof item === 'string' && ${unequal}) {`,
    `  refuseValue(out, context, key, item, ${list}, ${field.omitsIndex === true});`,
    '}',
  ];
}

function emitDropped(type: TypeModel, field: FieldModel): { when: string; statements: string } | undefined {
  if (field.enabledSince === undefined) return undefined;
  const from = field.droppedSince === undefined ? '' : `context.minor >= ${field.droppedSince} && `;
  const until = Number.isFinite(field.enabledSince) ? `context.minor < ${field.enabledSince} && ` : '';
  const kept = field.inUse?.length ? ` && !isInUse(${quote(`${type.name}.${field.name}`)}, context)` : '';
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
    case 'string':
    case 'time':
      return [refuseUnless(`typeof ${item} !== 'string'`, key, item, 'string')];
    case 'boolean':
      return [refuseUnless(`typeof ${item} !== 'boolean'`, key, item, 'boolean')];
    case 'int32':
      return [refuseUnless(`!isInt32(${item})`, key, item, 'integer')];
    case 'int64':
      return [refuseUnless(`!isInt64(${item})`, key, item, 'integer')];
    case 'quantity':
      return [refuseUnless(`!isQuantity(${item})`, key, item, 'quantity')];
    case 'intOrString':
      return [refuseUnless(`!isIntOrString(${item})`, key, item, 'integer or string')];
    case 'object':
      return emitNested(key, item, type.type, model);
    case 'array':
      return emitElements(key, item, type.item, model);
    case 'map':
      return emitMembers(key, item, type.value, model);
  }
}

function refuseUnless(wrong: string, key: string, item: string, expected: string): string {
  return `if (${wrong} && ${item} !== null) refuseType(out, context, ${key}, ${quote(expected)}, ${item});`;
}

function emitNested(key: string, item: string, type: string, model: Model): string[] {
  return [
    `if (${item} !== null) {`,
    `  enter(out, ${key});`,
    `  ${callStructure(type, item, model)}`,
    '  leave(out);',
    '}',
  ];
}

/** A null, or a hole, is the zero value of the element's type. */
function emitElements(key: string, item: string, type: FieldType, model: Model): string[] {
  const check =
    type.kind === 'object'
      ? [callStructure(type.type, `${item}[index] ?? emptyObject`, model)]
      : [`const element = ${item}[index] ?? null;`, ...emitTypeCheck('self', 'element', type, model)];
  return [
    `if (isJsonArray(${item}, context)) {`,
    `  for (let index = 0; index < ${item}.length; index++) {`,
    `    enter(out, ${key}, index);`,
    ...check.map((line) => `    ${line}`),
    '    leave(out);',
    '  }',
    `} else if (${item} !== null) refuseType(out, context, ${key}, 'array', ${item});`,
  ];
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
