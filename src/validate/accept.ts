import { dot, isDigit, isKey } from '../core/characters.js';
import { isDnsName } from '../core/dns-names.js';
import type { JsonObject } from '../core/json.js';

/**
 * Conditions of the accept-only validator. They may be narrower than the rules, never wider: whatever
 * they do not take goes to the full validator.
 */

/** The prototypes as they are, and nothing that changes how the list is sent. */
export function isPlainArray(value: unknown): value is readonly unknown[] {
  if (!Array.isArray(value)) return false;
  const array = value as unknown as JsonObject;
  // biome-ignore lint/suspicious/noProto: the engine knows this one by heart
  return array['__proto__'] === Array.prototype && array['toJSON'] === undefined;
}

export function areStrings(value: unknown): boolean {
  if (!isPlainArray(value)) return false;
  for (let index = 0; index < value.length; index++) if (typeof value[index] !== 'string') return false;
  return true;
}

/** What kubectl sends for a struct without members. */
export function isEmptyObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  // biome-ignore lint/suspicious/noProto: the engine knows this one by heart
  if ((value as JsonObject)['__proto__'] !== Object.prototype) return false;
  for (const _ in value) return false;
  return true;
}

export function isFilled(value: string): boolean {
  return value !== '';
}

/** Starts and ends with characters that are not white space. */
export function isTrimmed(value: string): boolean {
  const first = value.charCodeAt(0);
  const last = value.charCodeAt(value.length - 1);
  return first > 32 && first < 128 && last > 32 && last < 128;
}

export function isDnsLabel(value: string): boolean {
  return value.length <= 63 && isDnsName(value, false);
}

export function isDnsSubdomain(value: string): boolean {
  return value.length <= 253 && isDnsName(value, true);
}

/** What every minor takes, of which the relaxed ones take more. */
export function isEnvName(value: string): boolean {
  return !isDigit(value.charCodeAt(0)) && isConfigKey(value);
}

/** Does not start with a dot, since a name must not start with two. */
export function isConfigKey(value: string): boolean {
  return value.length <= 253 && value.charCodeAt(0) !== dot && isKey(value);
}

export function isId(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 31;
}

export function isV1(value: string): boolean {
  return value === 'v1';
}

/** Those that all minors know. */
export function isEnvFieldPath(value: string): boolean {
  switch (value) {
    case 'metadata.name':
    case 'metadata.namespace':
    case 'metadata.uid':
    case 'spec.nodeName':
    case 'spec.serviceAccountName':
    case 'status.hostIP':
    case 'status.podIP':
    case 'status.podIPs':
      return true;
    default:
      return false;
  }
}

/** Privileges that `allowPrivilegeEscalation: false` does not contradict. */
export function isEscalationSound(escalation: unknown, privileged: unknown, capabilities: unknown): boolean {
  if (escalation !== false) return true;
  const added = (capabilities as { readonly add?: readonly unknown[] } | undefined)?.add;
  return privileged !== true && (added === undefined || !added.includes('CAP_SYS_ADMIN'));
}

/** Whether no path is mounted twice. */
export function areMountedApart(value: unknown): boolean {
  const mounts = value as readonly { readonly mountPath: string }[];
  if (mounts.length > 8) return new Set(mounts.map(({ mountPath }) => mountPath)).size === mounts.length;
  for (let index = 1; index < mounts.length; index++) {
    const path = mounts[index]?.mountPath;
    for (let before = 0; before < index; before++) if (mounts[before]?.mountPath === path) return false;
  }
  return true;
}
