import { enter, type Findings, type Key, leave, self } from './findings.js';
import {
  type Check,
  emptyObject,
  isInt32,
  isInt64,
  isIntOrString,
  isJsonArray,
  isJsonObject,
  refuseType,
  refuseUnknown,
} from './structure.js';
import type { ValidationContext } from './validation-context.js';

/** By type and field: the JSON type, as `string`, `[string]` or `Probe`, and the first minor that has it. */
export interface StructureTable {
  readonly [type: string]: { readonly [field: string]: readonly [kind: string, since: number] };
}

/** Checks the JSON types inside a disallowed field. A table is smaller than code, and speed does not matter here. */
export function byTable(table: StructureTable, type: string): Check {
  return (value, context, out) => checkByTable(table, type, value, context, out);
}

function checkByTable(
  table: StructureTable,
  type: string,
  value: unknown,
  context: ValidationContext,
  out: Findings,
): void {
  if (!isJsonObject(value, context)) {
    refuseType(out, context, self, 'object', value);
    return;
  }
  const fields = table[type] ?? {};
  for (const key in value) {
    const item = value[key];
    if (item === undefined) continue;
    const [kind, since] = (Object.hasOwn(fields, key) ? fields[key] : undefined) ?? ['', Infinity];
    if (context.minor < since) refuseUnknown(out, context, key, item);
    else if (item !== null) checkItem(table, kind, key, item, context, out);
  }
}

function checkItem(
  table: StructureTable,
  kind: string,
  key: Key,
  item: unknown,
  context: ValidationContext,
  out: Findings,
): void {
  if (Object.hasOwn(table, kind)) {
    if (key !== self) enter(out, key);
    checkByTable(table, kind, item, context, out);
    if (key !== self) leave(out);
  } else if (!kind.startsWith('[')) {
    if (!isOfKind(kind, item)) refuseType(out, context, key, kind.startsWith('int') ? 'integer' : kind, item);
  } else if (!isJsonArray(item, context)) refuseType(out, context, key, 'array', item);
  else checkElements(table, kind.slice(1, -1), key, item, context, out);
}

function checkElements(
  table: StructureTable,
  kind: string,
  key: Key,
  list: readonly unknown[],
  context: ValidationContext,
  out: Findings,
): void {
  for (let index = 0; index < list.length; index++) {
    const element = list[index] ?? (Object.hasOwn(table, kind) ? emptyObject : null);
    if (element === null) continue;
    if (key !== self) enter(out, key, index);
    checkItem(table, kind, self, element, context, out);
    if (key !== self) leave(out);
  }
}

function isOfKind(kind: string, item: unknown): boolean {
  if (kind === 'int32') return isInt32(item);
  if (kind === 'int64') return isInt64(item);
  return kind === 'intOrString' ? isIntOrString(item) : typeof item === kind;
}
