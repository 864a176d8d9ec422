import { goContainer } from '../../../generated/facts/go-structs.js';
import type { GoField, GoStruct } from '../../core/go-struct.js';
import type { JsonObject } from '../../core/json.js';
import { decodeObject, decodeScalar, mistyped } from './decode-value.js';

/** How kubectl reads the file: as JSON, and where that fails as YAML. */
interface Attempt {
  readonly kubectl: number;
  readonly isYaml: boolean;
}

/**
 * The custom profile as it is after Go has read and written it: fields that kubectl does not know,
 * nulls and zero values are gone, and keys match in any case. Numbers and booleans are taken for
 * strings by the second attempt, which puts keys in order too.
 *
 * Several keys may stand for one field. Then all are decoded, each over what those before it left:
 * hence the lists of values below, which seldom hold more than one.
 *
 * Source: kubectl v0.37 pkg/cmd/debug/debug.go Complete, applyCustomProfileEphemeral;
 * sigs.k8s.io/yaml yaml.go convertToJSONableObject; go encoding/json decode.go object, array
 */
export function decodeCustom(custom: unknown, kubectl: number): JsonObject {
  try {
    return decodeStruct([custom], goContainer, 'custom', { kubectl, isYaml: false });
  } catch {
    return decodeStruct([custom], goContainer, 'custom', { kubectl, isYaml: true });
  }
}

function decodeStruct(
  values: readonly unknown[],
  struct: GoStruct,
  field: string,
  attempt: Attempt,
): JsonObject {
  const given = byField(
    values.flatMap((value) => listMembers(decodeObject(value, field), attempt)),
    struct,
  );
  const decoded: Record<string, unknown> = {};
  for (const [key, goField] of Object.entries(struct)) {
    if ((goField.since ?? 0) > attempt.kubectl) continue;
    const item = decodeField(given.get(key) ?? [], goField, `${field}.${key}`, attempt);
    if (item !== undefined) decoded[key] = item;
  }
  return decoded;
}

function listMembers(value: JsonObject, { isYaml }: Attempt): [key: string, item: unknown][] {
  const members = Object.entries(value).filter(([, item]) => item !== undefined);
  return isYaml ? members.sort(([one], [other]) => (one < other ? -1 : 1)) : members;
}

/** What is given for each field, under its name in any case. */
function byField(members: readonly [string, unknown][], struct: GoStruct): Map<string, unknown[]> {
  const fields = new Map(Object.keys(struct).map((name) => [name.toLowerCase(), name]));
  const found = new Map<string, unknown[]>();
  for (const [key, item] of members) {
    const name = fields.get(key.toLowerCase());
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), item]);
  }
  return found;
}

/** Undefined where Go writes nothing. */
function decodeField(values: readonly unknown[], goField: GoField, field: string, attempt: Attempt): unknown {
  if (values.length > 1) for (const value of values) decodeField([value], goField, field, attempt);
  const ends = values.map((value) => isEnd(value, goField));
  const given = values.slice(ends.lastIndexOf(true) + 1).filter((value) => value !== null);
  if (given.length === 0 && goField.keep !== 'always') return undefined;
  if (goField.list) return decodeList(given, goField, field, attempt);
  const item = decodeItem(given, goField, field, attempt);
  return goField.keep === 'filled' && isZero(item) ? undefined : item;
}

/** Whether an earlier value is dropped: null clears a list or a pointer, but not a plain value. */
function isEnd(value: unknown, { list, keep }: GoField): boolean {
  if (value === null) return list === true || keep === 'set';
  return list === true && Array.isArray(value) && value.length === 0;
}

function decodeList(
  values: readonly unknown[],
  goField: GoField,
  field: string,
  attempt: Attempt,
): unknown[] {
  const lists = values.map((value) => {
    if (Array.isArray(value)) return Array.from<unknown>(value);
    throw mistyped(field, 'an array', value);
  });
  return Array.from(lists[lists.length - 1] ?? [], (_, index) => {
    const items = lists.map((list) => list[index]).filter((item) => item !== undefined && item !== null);
    return decodeItem(items, goField, `${field}[${index}]`, attempt);
  });
}

/** Whether Go would leave the value out; resources are, when nothing in them has content. */
function isZero(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== 'object' || value === null) return value === '' || value === false;
  const members = Object.values(value).filter((member) => typeof member === 'object' && member !== null);
  return members.every((member) => Object.keys(member ?? {}).length === 0);
}

/** One value, which is the zero value where there is none. */
function decodeItem(values: readonly unknown[], { type }: GoField, field: string, attempt: Attempt): unknown {
  if (typeof type === 'object') return decodeStruct(values, type, field, attempt);
  if (type === 'object') return Object.assign({}, ...values.map((value) => decodeObject(value, field)));
  return decodeScalar(values[values.length - 1], type, field, attempt.isYaml);
}
