import { isObject } from '../../core/json.js';
import type { Status, StatusDetails } from '../../core/status.js';

/** The `Status` of an answer that is not 2xx; undefined where it is none, as of a gateway. */
export function parseStatus(code: number, text: string): Status | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value) && value['kind'] === 'Status') return readStatus(code, value);
  } catch {
    // Gateways answer with HTML or plain text.
  }
  return undefined;
}

/** A `Status` for an answer that is none. */
export function makeStatus(code: number, message: string): Status {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, code };
}

/** Whether it is HTML or XML, which says nothing to who reads a terminal. */
export function isPage(text: string): boolean {
  return /^\s*<[!?a-z]|<\/(?:html|head|body|title|h1)>/i.test(text);
}

/** As the server sent it, but for members of a wrong type; with the code of the answer where it has none. */
export function readStatus(code: number, value: object): Status {
  const { details, ...rest } = clean(value, { ...texts('message', 'reason', 'status'), code: 'number' });
  return {
    ...rest,
    code: (rest['code'] as number | undefined) ?? code,
    ...(isObject(details) && { details: readDetails(details) }),
  };
}

function readDetails(value: object): StatusDetails {
  const { causes, retryAfterSeconds, ...rest } = clean(value, texts('name', 'group', 'kind', 'uid'));
  return {
    ...rest,
    ...(Array.isArray(causes) && {
      causes: causes.filter(isObject).map((cause) => clean(cause, texts('reason', 'message', 'field'))),
    }),
    ...(isSeconds(retryAfterSeconds) && { retryAfterSeconds }),
  };
}

const isSeconds = (value: unknown): value is number => typeof value === 'number' && value >= 0;

const texts = (...keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, 'string']));

/** Without the members that are to be of a type and are of another. */
function clean(value: object, types: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).filter(([key, member]) => types[key] === undefined || typeof member === types[key]),
  );
}
