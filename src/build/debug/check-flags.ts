import { ephemeralContainerImagePullPolicy } from '../../../generated/facts/enums.js';
import { goQuote } from '../../core/go-text.js';
import { isObject } from '../../core/json.js';
import type { DebugFlags } from './flags.js';
import { DebugFlagsError } from './flags-error.js';
import { isImageReference } from './image-reference.js';

const oldest = 25;

/** The minor of a version of kubectl: 34 for `1.34`, and for `v1.34.2`. */
export function parseKubectl(version: string): number {
  const minor = Number(/^v?1\.(\d{1,3})(?:[.+-]|$)/.exec(version)?.[1]);
  if (minor >= oldest) return minor;
  const shown = typeof version === 'string' ? goQuote(version) : String(version);
  throw new DebugFlagsError(`kubectl: ${shown} is no minor from 1.${oldest} on, such as "1.34"`, ['kubectl']);
}

/** Refuses what is not of the type of its flag: only callers without the compiler can get here. */
export function checkTypes(flags: DebugFlags): void {
  if (!isObject(flags)) throw new DebugFlagsError('flags must be an object with an image', ['image']);
  for (const key of ['image', 'name', 'target', 'profile', 'imagePullPolicy']) {
    checkType(flags[key], key, 'string');
  }
  for (const key of ['stdin', 'tty']) checkType(flags[key], key, 'boolean');
  for (const key of ['command', 'args']) {
    const words = flags[key];
    if (words !== undefined && !(Array.isArray(words) && words.every((word) => typeof word === 'string'))) {
      throw new DebugFlagsError(`${key} must be an array of strings`, [key]);
    }
  }
}

function checkType(value: unknown, key: string, wanted: 'string' | 'boolean'): void {
  if (value === undefined || typeof value === wanted) return;
  const actual = value === null ? 'null' : typeof value;
  throw new DebugFlagsError(`${key} must be a ${wanted}, not ${actual}`, [key]);
}

/**
 * Refuses what kubectl does, with its words.
 *
 * Source: kubectl v0.37 pkg/cmd/debug/debug.go Validate
 */
export function checkFlags(flags: DebugFlags, kubectl: number): void {
  const { image, imagePullPolicy = '', stdin = false, tty = false } = flags;
  if (image === undefined || image === '') {
    throw new DebugFlagsError('you must specify --image when not using --copy-to.', ['image']);
  }
  if (!isImageReference(image, kubectl)) {
    throw new DebugFlagsError(`invalid image name ${goQuote(image)}: invalid reference format`, ['image']);
  }
  const policies: readonly string[] = ephemeralContainerImagePullPolicy;
  if (imagePullPolicy !== '' && !policies.includes(imagePullPolicy)) {
    const hint = 'use Always, IfNotPresent or Never';
    throw new DebugFlagsError(`invalid image pull policy: ${imagePullPolicy}`, ['imagePullPolicy'], hint);
  }
  if (tty && !stdin) {
    const message = '-i/--stdin is required for containers with -t/--tty=true';
    throw new DebugFlagsError(message, ['tty', 'stdin'], 'set stdin, or leave out tty');
  }
}
