import { expect } from 'vitest';
import { type AnyClientError, type ErrorKind, isClientError } from '../../../src/client/index.js';
import { aborted } from './aborted.js';
import { broken } from './broken.js';
import { gone } from './gone.js';
import { refused } from './refused.js';
import type { Stage, Way } from './stage.js';

/** All that are known, of every kind that a server of today gives. */
export const ways: readonly Way[] = [...refused, ...gone, ...broken, ...aborted];

export async function checkWay(at: Stage, { kind, says, fields, code, reach }: Way): Promise<void> {
  const error = checkError(await reach(at), kind, says);
  expect(error).toMatchObject({ ...fields });
  expect(error.status?.code).toBe(code);
}

export function checkError(error: unknown, kind: ErrorKind, says: RegExp): AnyClientError {
  if (!isClientError(error)) throw error;
  expect(error.kind).toBe(kind);
  expect(error.message).toMatch(says);
  return error;
}
