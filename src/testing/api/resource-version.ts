import { ApiError, plainError } from '../model/errors.js';
import type { Store } from '../model/store.js';
import { explainNumber } from './requirements.js';

/** Reads a version; throws with this code for what is none. */
export function readVersion(text: string, code: 400 | 500): number {
  const problem = text === '' ? undefined : explainNumber(text);
  if (problem === undefined) return Number(text);
  const quoted = JSON.stringify(text);
  const message = `resourceVersion: Invalid value: ${quoted}: strconv.ParseUint: parsing ${quoted}: ${problem}`;
  if (code === 500) throw plainError(message);
  throw new ApiError(400, 'BadRequest', `invalid resource version: ${message}`);
}

/** What has not happened yet cannot be told: the server waits for it a while, this one does not. */
export function requireKnownVersion(store: Store, text: string, code: 400 | 500): void {
  const version = readVersion(text, code);
  if (version > store.version()) throw tooLarge(store, version);
}

export function tooLarge(store: Store, version: number): ApiError {
  const details = {
    causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
    retryAfterSeconds: 1,
  };
  const text504 = `Timeout: Too large resource version: ${version}, current: ${store.version()}`;
  return new ApiError(504, 'Timeout', text504, details, { 'Retry-After': '1' });
}
