import type { JsonObject } from '../core/json.js';
import { parseQuantity } from '../core/quantity.js';
import {
  droppedField,
  enter,
  type Findings,
  forbidden,
  type Key,
  leave,
  notSupported,
  report,
  self,
  unknownField,
  wrongType,
} from './findings.js';
import { showTyped } from './show-typed.js';
import { stages } from './stages.js';
import type { ValidationContext } from './validation-context.js';

/** What a null in a list of objects stands for. */
export const emptyObject: JsonObject = Object.freeze({});

/** Anything with another prototype is validated as the JSON it becomes. */
const objectPrototype: object = Object.prototype;
const arrayPrototype: object = Array.prototype;

/** Whether this is a JSON object; one that would not be sent as it looks marks the context. */
export function isJsonObject(value: unknown, context: ValidationContext): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if (readPrototype(value) !== objectPrototype) context.hasNonJson = true;
  return true;
}

/** Also finds an own member named `__proto__`; then the value is validated again, with the same result. */
function readPrototype(value: object): unknown {
  // biome-ignore lint/suspicious/noProto: the engine knows this one by heart, and calls the function each time
  return (value as JsonObject)['__proto__'];
}

/** Checks a value; callers skip null where it counts as absent. */
export type Check = (value: unknown, context: ValidationContext, out: Findings) => void;

/** The value as an object; reports a wrong type and returns undefined otherwise. */
export function openObject(
  value: unknown,
  context: ValidationContext,
  out: Findings,
): JsonObject | undefined {
  if (isJsonObject(value, context)) return value;
  refuseType(out, context, self, 'object', value);
  return undefined;
}

export function checkMember(
  out: Findings,
  context: ValidationContext,
  key: string,
  item: unknown,
  check: Check,
): void {
  if (item === null) return;
  enter(out, key);
  check(item, context, out);
  leave(out);
}

/** A null, or a hole, is the zero value of the element's type. */
export function checkElements(
  out: Findings,
  context: ValidationContext,
  key: string,
  list: unknown,
  check: Check,
  accepts?: (element: unknown) => boolean,
): void {
  if (list === null) return;
  if (!isJsonArray(list, context)) {
    refuseType(out, context, key, 'array', list);
    return;
  }
  for (let index = 0; index < list.length; index++) {
    const element = list[index];
    if (accepts?.(element) === true) continue;
    enter(out, key, index);
    check(element ?? emptyObject, context, out);
    leave(out);
  }
}

export function checkStrings(out: Findings, context: ValidationContext, key: string, list: unknown): void {
  if (list === null) return;
  if (!isJsonArray(list, context)) {
    refuseType(out, context, key, 'array', list);
    return;
  }
  for (let index = 0; index < list.length; index++) {
    const element = list[index] ?? null;
    if (isString(element) || element === null) continue;
    enter(out, key, index);
    refuseType(out, context, self, 'string', element);
    leave(out);
  }
}

export function checkEnum(
  out: Findings,
  context: ValidationContext,
  key: string,
  item: unknown,
  supported: readonly string[],
  omitIndex = false,
): void {
  if (!isString(item) || supported.includes(item)) return;
  notSupported(out, key, showTyped(item, context), supported, 'enum').omitIndex = omitIndex;
}

export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

export function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}

export function isJsonArray(value: unknown, context: ValidationContext): value is readonly unknown[] {
  if (!Array.isArray(value)) return false;
  const array = value as unknown as JsonObject;
  if (readPrototype(value) !== arrayPrototype || array['toJSON'] !== undefined) context.hasNonJson = true;
  return true;
}

export function isInt32(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= -(2 ** 31) && (value as number) < 2 ** 31;
}

/** The lowest integer of 64 bits is refused: JSON writes it rounded, below what fits. */
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
export function isKept(value: unknown, context: ValidationContext): boolean {
  if (!isJsonObject(value, context)) return false;
  for (const key in value) {
    if (value[key] !== undefined && value[key] !== null) return true;
  }
  return false;
}

/** The server stops at the first of these and words it in Go's terms; here each is named. */
export function refuseType(
  out: Findings,
  context: ValidationContext,
  key: Key,
  expected: string,
  value: unknown,
): void {
  context.undecodedCount += 1;
  // a function, a boxed string, a Date: validated again as the JSON it becomes
  context.hasNonJson ||= typeof value === 'object' || !isJsonPrimitive(value);
  const found = nameType(value);
  const message = `Invalid value: "${found}": must be of type ${expected}: "${found}"`;
  report(out, key, 'FieldValueTypeInvalid', message, wrongType);
}

/** Also a number that no JSON parser but JavaScript's reads, such as `1e400`: it is refused as it stands. */
function isJsonPrimitive(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number';
}

function nameType(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return value === null ? 'null' : typeof value;
}

/** A field that no minor knows: the server drops it, and says so. No rule reads it. */
export function reportUnknown(out: Findings, context: ValidationContext, key: string, value: unknown): void {
  // no check reads inside, so only JSON.stringify shows whether it can be sent
  context.hasNonJson ||= value !== null && !isJsonPrimitive(value);
  report(out, key, 'FieldValueInvalid', '', unknownField);
}

/** The same for a field that rules of other minors read, or that keeps its object from being empty. */
export function refuseUnknown(out: Findings, context: ValidationContext, key: string, value: unknown): void {
  context.undecodedCount += 1;
  reportUnknown(out, context, key, value);
}

/** A field that this minor knows, and removes or replaces, because its feature gate is off. */
export function dropField(
  out: Findings,
  context: ValidationContext,
  key: string,
  replacement?: unknown,
): void {
  context.undecodedCount += 1;
  report(out, key, 'FieldValueInvalid', '', droppedField).replacement = replacement;
}

/** The same for a field whose parent goes with it where nothing else is in there. */
export function dropWithParent(out: Findings, context: ValidationContext, key: string): void {
  context.undecodedCount += 1;
  report(out, key, 'FieldValueInvalid', '', droppedField).withParent = true;
}

export function forbidField(out: Findings, key: string, detail: string): void {
  const finding = forbidden(out, key, detail, 'forbidden-field');
  finding.stage = finding.path.length === 1 ? stages.disallowed : stages.disallowedInMounts;
}
