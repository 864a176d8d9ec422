import { KubeConfigError } from './error.js';

/** Reads a value of a kubeconfig; `at` is its place, as errors name it. Null is as good as absent, as in Go. */
export type Decode<Value> = (value: unknown, at: string) => Value | undefined;

type Decoded<Fields> = {
  readonly [Name in keyof Fields]?: Fields[Name] extends Decode<infer Value> ? Value | undefined : never;
};

export const string: Decode<string> = (value, at) => {
  if (value == null || typeof value === 'string') return value ?? undefined;
  const hint = typeof value === 'object' ? '' : '; quote it';
  throw new KubeConfigError(`${at} must be a string, and is ${nameOf(value)}${hint}`);
};

export const boolean: Decode<boolean> = (value, at) => {
  if (value == null || typeof value === 'boolean') return value ?? undefined;
  throw new KubeConfigError(`${at} must be true or false, and is ${nameOf(value)}`);
};

/** Base64 as Go reads it: line ends may be anywhere, anything else is an error. */
export const bytes: Decode<Buffer> = (value, at) => {
  const text = string(value, at)?.replace(/[\r\n]/g, '');
  if (text === undefined) return undefined;
  if (/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text))
    return Buffer.from(text, 'base64');
  throw new KubeConfigError(`${at} is not base64`);
};

/** Whatever JSON there is. */
export const anything: Decode<unknown> = (value) => value;

export function list<Item>(item: Decode<Item>): Decode<readonly (Item | undefined)[]> {
  return (value, at) => {
    if (value == null) return undefined;
    if (!Array.isArray(value)) throw new KubeConfigError(`${at} must be a list, and is ${nameOf(value)}`);
    return value.map((each, index) => item(each, `${at}[${index}]`));
  };
}

export function map<Item>(item: Decode<Item>): Decode<Readonly<Record<string, Item | undefined>>> {
  return (value, at) => {
    if (value == null) return undefined;
    const entries = Object.entries(mapping(value, at));
    return Object.fromEntries(entries.map(([key, each]) => [key, item(each, `${at}.${key}`)]));
  };
}

/** Fields that are not named are ignored, and names are held to their case, as kubectl does. */
export function struct<Fields extends Readonly<Record<string, Decode<unknown>>>>(
  fields: Fields,
): Decode<Decoded<Fields>> {
  return (value, at) => {
    if (value == null) return undefined;
    const given = mapping(value, at);
    const entries = Object.entries(fields).map(([name, decode]) => [
      name,
      decode(given[name], `${at}.${name}`),
    ]);
    return Object.fromEntries(entries) as Decoded<Fields>;
  };
}

/** A list of `{name, [key]: …}` as a map by name. */
export function named<Item>(key: string, item: Decode<Item>): Decode<ReadonlyMap<string, Item>> {
  const entries = list(struct({ name: string }));
  return (value, at) => {
    const found = new Map<string, Item>();
    for (const [index, entry] of (entries(value, at) ?? []).entries()) {
      const { name = '' } = entry ?? {};
      if (found.has(name)) throw new KubeConfigError(`${at} has two of the name ${JSON.stringify(name)}`);
      const given = (value as readonly (Readonly<Record<string, unknown>> | null)[])[index]?.[key];
      const where = name === '' ? `${at}[${index}]` : `${at}[${JSON.stringify(name)}]`;
      found.set(name, item(given, `${where}.${key}`) ?? ({} as Item));
    }
    return found;
  };
}

function mapping(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new KubeConfigError(`${at} must be a mapping of fields, and is ${nameOf(value)}`);
}

/** What kind of value it is; the value itself may be a secret. */
function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : `a ${typeof value}`;
}
