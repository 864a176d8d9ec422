import type { Path } from '../core/path.js';

/** A part that cannot be written as JSON: a cycle, a BigInt, a getter that throws. */
export interface UnserializablePart {
  readonly path: Path;
  readonly problem: string;
}

/**
 * The value as the server would get it: what `JSON.stringify` writes, read again. A part that
 * cannot be written is left out and named.
 */
export function toPlainJson(value: unknown, unserializable: UnserializablePart[], path: Path = []): unknown {
  try {
    const text = JSON.stringify(value, refuseNonFinite) as string | undefined;
    return text === undefined ? null : (JSON.parse(text) as unknown);
  } catch (error) {
    return serializeParts(value, unserializable, path, error);
  }
}

/** `JSON.stringify` would write null for what a caller read as `1e400`, which the server refuses. */
function refuseNonFinite(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError(`${value} is no JSON number`);
  return value;
}

/** Deeper than every field of the API; a faulty part below that is left out as a whole. */
const deepest = 8;

function serializeParts(
  value: unknown,
  unserializable: UnserializablePart[],
  path: Path,
  error: unknown,
): unknown {
  const refused = (reason: unknown): null => {
    unserializable.push({ path, problem: describe(reason) });
    return null;
  };
  if (typeof value !== 'object' || value === null || path.length >= deepest) return refused(error);
  const before = unserializable.length;
  try {
    if ('toJSON' in value) return refused(error);
    if (Array.isArray(value)) {
      return value.map((_, index) => readPart(value, index, unserializable, [...path, index]));
    }
    const entries = Object.keys(value).map((key) => [
      key,
      readPart(value, key, unserializable, [...path, key]),
    ]);
    // no member alone is at fault, so the value as a whole is
    return unserializable.length === before ? refused(error) : Object.fromEntries(entries);
  } catch (reason) {
    return refused(reason);
  }
}

function readPart(
  value: object,
  key: string | number,
  unserializable: UnserializablePart[],
  path: Path,
): unknown {
  try {
    return toPlainJson((value as { readonly [key: string]: unknown })[key], unserializable, path);
  } catch (reason) {
    unserializable.push({ path, problem: describe(reason) });
    return null;
  }
}

function describe(reason: unknown): string {
  try {
    const text = reason instanceof Error ? reason.message : String(reason);
    return text.split('\n', 1)[0] ?? '';
  } catch {
    return 'unreadable';
  }
}
