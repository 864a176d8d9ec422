import { disallowedFields } from '../../../generated/facts/disallowed-fields.js';
import { isObject, type JsonObject } from '../../core/json.js';
import { DebugFlagsError } from './flags-error.js';

/**
 * Source: kubectl v0.37 pkg/cmd/debug/debug.go Validate
 *
 * @param custom as `decodeCustom` returns it
 */
export function checkModifiable(custom: JsonObject): void {
  const keys = ['name', 'command', 'image', 'lifecycle', 'volumeDevices'].filter((key) => key in custom);
  const [first, ...others] = keys.map((key) => `custom.${key}`);
  if (first === undefined) return;
  throw new DebugFlagsError(
    'name, command, image, lifecycle and volume devices are not modifiable via custom profile',
    [first, ...others],
    `leave out ${[first, ...others].join(', ')}`,
  );
}

/**
 * Refuses what kubectl sends although every API server rejects it, so that the mistake shows before a
 * request is made.
 */
export function checkAllowed(custom: JsonObject): void {
  const problems = describe(custom, disallowedFields.EphemeralContainer, 'custom');
  const mounts = Array.isArray(custom['volumeMounts']) ? custom['volumeMounts'] : [];
  for (const [index, mount] of mounts.entries()) {
    problems.push(...describe(mount, disallowedFields.VolumeMount, `custom.volumeMounts[${index}]`));
  }
  const [first, ...others] = problems;
  if (first === undefined) return;
  throw new DebugFlagsError(
    problems.map(({ field, reason }) => `${field}: Forbidden: ${reason}`).join('; '),
    [first.field, ...others.map(({ field }) => field)],
    'leave these fields out of the custom profile',
  );
}

function describe(
  value: unknown,
  disallowed: { readonly [field: string]: string },
  path: string,
): { readonly field: string; readonly reason: string }[] {
  return Object.entries(disallowed)
    .filter(([field]) => isObject(value) && field in value)
    .map(([field, reason]) => ({ field: `${path}.${field}`, reason }));
}
