import { isObject, type JsonRecord, type JsonValue } from '../model/json.js';
import { findField, isAtomicType, isStruct, itemOf, type PodField } from '../schema/fields.js';

/**
 * The owned fields of a list of ephemeral containers, as `managedFields` names them:
 * `k:{"name":"dbg"}`, `f:image`, each path as one text. An item of a list is a path of its own.
 *
 * Source: structured-merge-diff v6 typed/tofieldset.go
 */
export type OwnedFields = ReadonlySet<string>;

export type FieldPath = readonly string[];

const separator = '\0';

export const toPath = (owned: string): FieldPath => owned.split(separator);

export const containerList: PodField = { of: 'EphemeralContainer', list: ['name'] };

export function fieldsOf(containers: readonly JsonValue[]): OwnedFields {
  const paths = containers.flatMap((container) =>
    pathsBelow(container, itemOf(containerList), [elementOf(container, containerList)]),
  );
  return new Set(paths.map((path) => path.join(separator)));
}

function pathsBelow(value: JsonValue, field: PodField, path: FieldPath): FieldPath[] {
  const isThere = path.at(-1)?.startsWith('k:') === true;
  return [
    ...(isThere || isLeaf(value, field) ? [path] : []),
    ...(partsOf(value, field) ?? []).flatMap(([element, part, inside]) =>
      pathsBelow(part, inside, [...path, element]),
    ),
  ];
}

/** Whether a value has one owner: a scalar, what is atomic, and what has nothing in it. */
function isLeaf(value: JsonValue, field: PodField): boolean {
  return (partsOf(value, field) ?? []).length === 0;
}

type Part = readonly [element: string, value: JsonValue, field: PodField];

/**
 * What is owned one by one below a value: the fields of a struct, the entries of a map, items told by
 * a key; `undefined` for what is owned as one.
 */
export function partsOf(value: JsonValue, field: PodField): Part[] | undefined {
  if (Array.isArray(field.list) && Array.isArray(value)) {
    return value.map((item) => [elementOf(item, field), item, itemOf(field)]);
  }
  const isOpen =
    field.map === undefined ? isStruct(field.of) && !isAtomicType(field.of) : field.map !== 'atomic';
  if (field.list !== undefined || !isOpen || !isObject(value)) return undefined;
  return Object.entries(value).map(([name, member]) => {
    const inside = field.map === undefined ? findField(field.of, name) : itemOf(field);
    return [`f:${name}`, member, inside ?? { of: 'object' }];
  });
}

/** How an item is told from the others of its list. */
export function elementOf(item: JsonValue, { list }: PodField): string {
  const keys = Array.isArray(list) && isObject(item) ? [...list].sort() : [];
  const values = keys.map((key) => [key, (item as JsonRecord)[key] ?? '']);
  return `k:${JSON.stringify(Object.fromEntries(values))}`;
}

/** The value at a path, or `undefined`. */
export function valueAt(value: JsonValue, field: PodField, path: FieldPath): JsonValue | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  const part = partsOf(value, field)?.find(([element]) => element === first);
  return part && valueAt(part[1], part[2], rest);
}

/** Source: structured-merge-diff v6 fieldpath/serialize.go */
export function encodeFields(fields: OwnedFields): JsonRecord {
  const root: JsonRecord = {};
  for (const path of [...fields].sort().map(toPath)) {
    let node = root;
    for (const element of path) {
      node[element] ??= {};
      node = node[element] as JsonRecord;
    }
    if (path.at(-1)?.startsWith('k:')) node['.'] = {};
  }
  return root;
}

export function decodeFields(encoded: JsonValue | undefined, above: FieldPath = []): OwnedFields {
  const fields = new Set<string>();
  for (const [element, below] of Object.entries(isObject(encoded) ? encoded : {})) {
    const path = [...above, element];
    const isOwned = isObject(below) && (Object.keys(below).length === 0 || '.' in below);
    if (element === '.') continue;
    if (isOwned) fields.add(path.join(separator));
    for (const inside of decodeFields(below, path)) fields.add(inside);
  }
  return fields;
}

/** `.spec.ephemeralContainers[name="x"].image` */
export function describePath(path: FieldPath): string {
  const elements = path.map((element) => {
    const text = element.slice(2);
    if (!element.startsWith('k:')) return `.${text}`;
    const keys = Object.entries(JSON.parse(text) as JsonRecord);
    return `[${keys.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',')}]`;
  });
  return `.spec.ephemeralContainers${elements.join('')}`;
}
