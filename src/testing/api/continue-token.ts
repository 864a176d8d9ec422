import { badRequest } from '../model/errors.js';
import { isObject } from '../model/json.js';
import { explainJson } from '../schema/go-json.js';

/** Where a list goes on: after a key, as of a version. */
export interface ContinueToken {
  /** -1 for as of now. */
  readonly version: number;
  readonly startKey: string;
}

/** Source: kubernetes v1.37 apiserver pkg/storage/continue.go */
export function writeContinueToken({ version, startKey }: ContinueToken): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: version, start: startKey })).toString(
    'base64url',
  );
}

/** Throws 400 for what this server did not write. */
export function readContinueToken(text: string): ContinueToken {
  const decoded = Buffer.from(text, 'base64url').toString();
  const problem = explainJson(decoded);
  if (problem !== undefined) throw invalidToken(`continue key is not valid: ${problem}`);
  const token = JSON.parse(decoded) as unknown;
  const { v: apiVersion = '', rv: version, start: startKey } = isObject(token) ? token : {};
  if (apiVersion !== 'meta.k8s.io/v1') {
    throw invalidToken(
      `continue key is not valid: server does not recognize this encoded version ${String(apiVersion)}`,
    );
  }
  if (typeof version !== 'number' || version === 0) {
    throw invalidToken(
      'continue key is not valid: incorrect encoded start resourceVersion (version meta.k8s.io/v1)',
    );
  }
  if (typeof startKey === 'string' && startKey !== '') return { version, startKey };
  throw invalidToken('continue key is not valid: encoded start key empty (version meta.k8s.io/v1)');
}

function invalidToken(problem: string): Error {
  return badRequest(`invalid continue token: ${problem}`);
}
