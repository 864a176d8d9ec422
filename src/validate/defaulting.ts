import { type ImageParser, resolveTag } from '../core/image-reference.js';
import type { JsonObject } from '../core/json.js';
import { parseQuantity } from '../core/quantity.js';
import type { ValidationContext } from './validation-context.js';

export interface Stored {
  [field: string]: unknown;
}

/**
 * `Always` for an image whose tag is `latest` or left out, else `IfNotPresent`. How an image
 * is read differs between minors.
 *
 * Source: kubernetes v1.34 pkg/apis/core/v1/defaults.go SetDefaults_Container
 */
export function defaultPullPolicy(image: unknown, context: ValidationContext): string {
  return typeof image === 'string' && resolveTag(image, imageParser(context)) === 'latest'
    ? 'Always'
    : 'IfNotPresent';
}

/** Source: kubernetes v1.28, v1.29 and v1.32 go.mod, distribution/reference */
function imageParser(context: ValidationContext): ImageParser {
  if (context.minor < 29) return 'docker';
  return context.minor < 32 ? 'reference-0.5' : 'reference-0.6';
}

export function storeQuantity(value: unknown): string {
  const quantity = typeof value === 'string' || typeof value === 'number' ? parseQuantity(value) : undefined;
  return quantity?.text ?? '0';
}

export function storeObject(value: unknown, store: (value: JsonObject) => Stored): Stored {
  return store(value as JsonObject);
}

/** An empty list is not stored; a null in a list is its type's zero value. */
export function storeList(
  stored: Stored,
  key: string,
  value: unknown,
  store?: (value: JsonObject) => Stored,
): void {
  if (!Array.isArray(value) || value.length === 0) return;
  stored[key] = value.map((item: unknown) =>
    store === undefined ? (item ?? '') : store((item ?? {}) as JsonObject),
  );
}
