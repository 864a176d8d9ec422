import { ApiError } from '../model/errors.js';
import { isObject, type JsonObject, type JsonValue } from '../model/json.js';
import { findField, isStruct, itemOf, type PodField } from '../schema/fields.js';
import { describePath } from './conflict.js';
import { formatGo } from './format-go.js';
import { itemElement } from './typed.js';

/**
 * Throws where an applied object does not fit its type, with everything that is wrong.
 *
 * Source: structured-merge-diff v6 typed/validate.go
 */
export function requireTyped(given: JsonObject, type: string, minor: number): void {
  const problems = checkMembers(given, { of: type }, minor, []);
  if (problems.length === 0) return;
  const metadata = isObject(given['metadata']) ? given['metadata'] : {};
  const where = `${String(metadata['namespace'] ?? '')}/${String(metadata['name'] ?? '')}; /v1, Kind=${type}`;
  const [first, second] = problems;
  const text =
    second === undefined ? first : `errors:\n${problems.map((problem) => `  ${problem}`).join('\n')}`;
  throw new ApiError(500, undefined, `failed to create typed patch object (${where}): ${text}`);
}

type Path = readonly string[];

function checkValue(value: JsonValue, field: PodField, minor: number, path: Path): string[] {
  if (value === null) return [];
  if (field.list !== undefined) {
    return Array.isArray(value) ? checkItems(value, field, minor, path) : [mismatch(path, 'list', value)];
  }
  if (field.map !== undefined || isStruct(field.of)) {
    return isObject(value) ? checkMembers(value, field, minor, path) : [mismatch(path, 'map', value)];
  }
  return checkScalar(value, field.of, path);
}

function checkMembers(value: JsonObject, field: PodField, minor: number, path: Path): string[] {
  const problems: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const member = value[name] ?? null;
    const where = [...path, `f:${name}`];
    const inside = field.map === undefined ? findField(field.of, name, minor) : itemOf(field);
    // the server does not look at what comes after a field it does not know
    if (inside === undefined) return [...problems, `${describePath(where)}: field not declared in schema`];
    problems.push(...checkValue(member, inside, minor, where));
  }
  return problems;
}

function checkItems(items: readonly JsonValue[], field: PodField, minor: number, path: Path): string[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    if (Array.isArray(field.list) && !isObject(item)) {
      return [
        `${describePath(path)}: element ${index}: associative list with keys may not have non-map elements`,
      ];
    }
    const element = field.list === 'atomic' ? `i:${index}` : itemElement(field.list, item);
    const twice = seen.has(element)
      ? [`${describePath(path)}: duplicate entries for key ${describePath([element])}`]
      : [];
    seen.add(element);
    return [...twice, ...checkValue(item, itemOf(field), minor, [...path, element])];
  });
}

function checkScalar(value: JsonValue, type: string, path: Path): string[] {
  switch (type) {
    case 'string':
      return typeof value === 'string'
        ? []
        : [`${describePath(path)}: expected string, got &value.valueUnstructured{Value:${goSyntax(value)}}`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [mismatch(path, 'boolean', value)];
    case 'int32':
    case 'int64':
      return typeof value === 'number'
        ? []
        : [`${describePath(path)}: expected numeric (int or float), got ${goTypeOf(value)}`];
    case 'quantity':
    case 'intOrString':
    case 'time':
      return typeof value === 'object' ? [mismatch(path, 'any scalar', value)] : [];
    default:
      return [];
  }
}

function mismatch(path: Path, expected: string, value: JsonValue): string {
  return `${describePath(path)}: expected ${expected}, got &{${formatGo(value)}}`;
}

/** As `%#v` prints it. */
function goSyntax(value: JsonValue): string {
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${goSyntax(value[key] ?? null)}`);
  return `map[string]interface {}{${members.join(', ')}}`;
}

function goTypeOf(value: JsonValue): string {
  if (Array.isArray(value)) return '[]interface {}';
  if (isObject(value)) return 'map[string]interface {}';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
