import { isObject, type JsonObject } from '../json-object.js';
import { DebugFlagsError } from './flags-error.js';

const disallowed = [
  'ports',
  'resources',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'restartPolicy',
  'resizePolicy',
  'restartPolicyRules',
];
const detail = 'Forbidden: cannot be set for an Ephemeral Container';

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
 * Refuses what kubectl sends although every API server rejects it. Here kubectl is not followed:
 * its user learns of the mistake from the server, ours before.
 */
export function checkAllowed(custom: JsonObject): void {
  const fields = disallowed.filter((key) => key in custom).map((key) => `custom.${key}`);
  const mounts = Array.isArray(custom['volumeMounts']) ? custom['volumeMounts'] : [];
  for (const [index, mount] of mounts.entries()) {
    for (const key of ['subPath', 'subPathExpr']) {
      if (isObject(mount) && key in mount) fields.push(`custom.volumeMounts[${index}].${key}`);
    }
  }
  const [first, ...others] = fields;
  if (first === undefined) return;
  const message = [first, ...others].map((field) => `${field}: ${detail}`).join('; ');
  throw new DebugFlagsError(message, [first, ...others], 'leave these fields out of the custom profile');
}
