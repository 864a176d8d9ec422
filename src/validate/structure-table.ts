import { type Finding, itself, type Key, nest } from './finding.js';
import type { Judging } from './validation-context.js';
import {
  isInt32,
  isInt64,
  isIntOrString,
  isJsonArray,
  isJsonObject,
  nothing,
  refuseType,
  refuseUnknown,
} from './structure.js';

/** By type and field: the JSON type, as `string`, `[string]` or `Probe`, and the first minor that has it. */
export interface ShapeTable {
  readonly [type: string]: { readonly [field: string]: readonly [kind: string, since: number] };
}

/** Checks the JSON types inside a disallowed field, which nobody is in a hurry for. */
export function checkByTable(
  table: ShapeTable,
  type: string,
  value: unknown,
  judging: Judging,
  out: Finding[],
): void {
  if (!isJsonObject(value, judging)) {
    refuseType(out, judging, itself, 'object', value);
    return;
  }
  const fields = table[type] ?? {};
  for (const key in value) {
    const item = value[key];
    if (item === undefined) continue;
    const [kind, since] = (Object.hasOwn(fields, key) ? fields[key] : undefined) ?? ['', Infinity];
    if (judging.minor < since) refuseUnknown(out, judging, key, item);
    else if (item !== null) checkItem(table, kind, key, item, judging, out);
  }
}

function checkItem(
  table: ShapeTable,
  kind: string,
  key: Key,
  item: unknown,
  judging: Judging,
  out: Finding[],
): void {
  const mark = out.length;
  if (Object.hasOwn(table, kind)) {
    checkByTable(table, kind, item, judging, out);
    if (key !== itself) nest(out, mark, key);
  } else if (!kind.startsWith('[')) {
    if (!isOfKind(kind, item)) refuseType(out, judging, key, kind.startsWith('int') ? 'integer' : kind, item);
  } else if (!isJsonArray(item, judging)) refuseType(out, judging, key, 'array', item);
  else checkElements(table, kind.slice(1, -1), key, item, judging, out);
}

function checkElements(
  table: ShapeTable,
  kind: string,
  key: Key,
  list: readonly unknown[],
  judging: Judging,
  out: Finding[],
): void {
  for (let index = 0; index < list.length; index++) {
    const mark = out.length;
    const element = list[index] ?? (Object.hasOwn(table, kind) ? nothing : null);
    if (element !== null) checkItem(table, kind, itself, element, judging, out);
    if (key !== itself) nest(out, mark, key, index);
  }
}

function isOfKind(kind: string, item: unknown): boolean {
  if (kind === 'int32') return isInt32(item);
  if (kind === 'int64') return isInt64(item);
  return kind === 'intOrString' ? isIntOrString(item) : typeof item === kind;
}
