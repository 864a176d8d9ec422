import { goContainer } from '../../../generated/facts/go-structs.js';
import { findNearest } from '../../core/find-nearest.js';
import type { GoStruct } from '../../core/go-struct.js';
import { isObject } from '../../core/json.js';
import { DebugFlagsError } from './flags-error.js';

/**
 * Refuses a custom profile with an unknown field, which kubectl silently ignores.
 *
 * @throws DebugFlagsError with a similar field, where there is one
 */
export function checkFields(custom: unknown, kubectl: number): void {
  const [first, ...others] = findUnknown(custom, goContainer, 'custom', kubectl);
  if (first === undefined) return;
  const unknown = [first, ...others];
  const meant = unknown.flatMap(({ field, meant }) =>
    meant === undefined ? [] : [`${meant}, not ${field}`],
  );
  throw new DebugFlagsError(
    `${unknown.map(({ field }) => field).join(', ')}: no such field`,
    [first.field, ...others.map(({ field }) => field)],
    meant.length === 0 ? undefined : `did you mean ${meant.join('; ')}?`,
  );
}

interface UnknownField {
  readonly field: string;
  readonly meant: string | undefined;
}

function findUnknown(value: unknown, struct: GoStruct, path: string, kubectl: number): UnknownField[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => findUnknown(item, struct, `${path}[${index}]`, kubectl));
  if (!isObject(value)) return [];
  const names = Object.keys(struct).filter((name) => (struct[name]?.since ?? 0) <= kubectl);
  return Object.entries(value).flatMap(([key, item]): UnknownField[] => {
    const field = `${path}.${key}`;
    // Go takes a name in any case
    const name = names.find((each) => each.toLowerCase() === key.toLowerCase());
    if (name === undefined) return item === undefined ? [] : [{ field, meant: findMeant(key, names) }];
    const type = struct[name]?.type;
    return typeof type === 'object' ? findUnknown(item, type, field, kubectl) : [];
  });
}

/** The target is no field of the container that the file is a part of, but has a flag. */
function findMeant(key: string, names: readonly string[]): string | undefined {
  return key === 'targetContainerName' ? 'the flag target' : findNearest(key, names);
}
