import { parseQuantity } from '../core/quantity.js';
import {
  droppedField,
  type Finding,
  forbidden,
  notSupported,
  report,
  unknownField,
  wrongType,
} from './finding.js';
import type { Judging } from './judging.js';
import type { JsonObject } from './pod-facts.js';
import { showTyped } from './show-typed.js';

/** What a null in a list of objects stands for. */
export const nothing: JsonObject = Object.freeze({});

const objectPrototype = Object.prototype;
const arrayPrototype = Array.prototype;

/** Whether this is a JSON object; one that would not be sent as it looks is marked as odd. */
export function isJsonObject(value: unknown, judging: Judging): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== objectPrototype && prototype !== null) judging.odd = true;
  return true;
}

export function isJsonArray(value: unknown, judging: Judging): value is readonly unknown[] {
  if (!Array.isArray(value)) return false;
  if (Object.getPrototypeOf(value) !== arrayPrototype || 'toJSON' in value) judging.odd = true;
  return true;
}

export function isInt32(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= -(2 ** 31) && (value as number) < 2 ** 31;
}

/** The lowest of all is out: as JSON it is written with zeros that lie below it. */
export function isInt64(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) > -(2 ** 63) && (value as number) < 2 ** 63;
}

export function isIntOrString(value: unknown): boolean {
  return typeof value === 'string' || isInt32(value);
}

export function isQuantity(value: unknown): boolean {
  return (typeof value === 'string' || typeof value === 'number') && parseQuantity(value) !== undefined;
}

/** Whether a struct that Go holds by value is other than empty. */
export function isKept(value: unknown, judging: Judging): boolean {
  if (!isJsonObject(value, judging)) return false;
  for (const key in value) {
    if (value[key] !== undefined && value[key] !== null) return true;
  }
  return false;
}

/** The server stops at the first of these and words it in Go's terms; here each is named. */
export function refuseType(
  out: Finding[],
  judging: Judging,
  key: string,
  expected: string,
  value: unknown,
): void {
  judging.wrongTypes += 1;
  // a function, a boxed string, a Date: judged again as the JSON it becomes
  judging.odd ||= typeof value === 'object' || !isJsonPrimitive(value);
  const found = nameType(value);
  const message = `Invalid value: "${found}": must be of type ${expected}: "${found}"`;
  report(out, key, 'FieldValueTypeInvalid', message, wrongType);
}

function isJsonPrimitive(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

function nameType(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return value === null ? 'null' : typeof value;
}

/** A field that this minor does not know: the server drops it, and says so. */
export function refuseUnknown(out: Finding[], judging: Judging, key: string, value: unknown): void {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
    judging.odd = true;
  judging.droppedFields += 1;
  report(out, key, 'FieldValueInvalid', '', unknownField);
}

/** A field that this minor knows, and removes or replaces, because its feature gate is off. */
export function dropField(out: Finding[], judging: Judging, key: string, replacement?: unknown): void {
  judging.droppedFields += 1;
  report(out, key, 'FieldValueInvalid', '', droppedField).replacement = replacement;
}

/** The same for a field whose parent goes with it where nothing else is in there. */
export function dropWithParent(out: Finding[], judging: Judging, key: string): void {
  judging.droppedFields += 1;
  report(out, key, 'FieldValueInvalid', '', droppedField).withParent = true;
}

export function forbidField(out: Finding[], key: string, detail: string): void {
  forbidden(out, key, detail, 'forbidden-field');
}

export function refuseValue(
  out: Finding[],
  judging: Judging,
  key: string,
  value: string,
  supported: readonly string[],
  unindexed: boolean,
): void {
  notSupported(out, key, showTyped(value, judging), supported, 'enum').unindexed = unindexed;
}
