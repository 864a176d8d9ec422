import type { JsonObject } from '../../core/json.js';
import { formatField, type Path } from '../../core/path.js';
import type { Pod } from '../../core/pod.js';
import type { ValidationResult } from '../../core/result.js';
import { unknownField } from '../../validate/findings.js';
import { prune } from '../../validate/prune.js';
import { dropUndefined } from '../builder.js';
import type { Omission } from './omission.js';

/** Validates a container as the entry point's `validateEphemeralContainer` does. */
export type ValidateContainer = (
  container: unknown,
  options: { readonly pod: Pod },
) => ValidationResult<unknown>;

/**
 * Takes off a container what the entry point's minor does not know, because a later one brought it. A
 * variable whose source goes is left out whole, as it would have none.
 */
export function leaveOutUnknown(
  container: JsonObject,
  pod: Pod,
  validate: ValidateContainer,
): { readonly known: JsonObject; readonly omitted: readonly Omission[] } {
  const result = validate(container, { pod });
  const causes = result.ok ? [] : result.causes;
  const omitted = causes.filter(({ rule }) => rule === unknownField).map(({ path }) => describe(path));
  return { known: dropUndefined(prune(container, omitted) as JsonObject), omitted };
}

function describe(path: Path): Omission {
  const isSource = path[0] === 'env' && path[2] === 'valueFrom' && path.length === 4;
  const depth = isSource ? 2 : path.length - 1;
  return {
    path: isSource ? path.slice(0, depth) : path,
    reason: `unknown field "${formatField(path.slice(depth))}"`,
  };
}
