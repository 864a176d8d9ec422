import type { CauseReason } from '../core/cause.js';

/**
 * A problem while it is on its way up from the field to the container. Paths grow at the far end
 * as each level adds its key, so that nothing is built on the way down for a valid value.
 */
export interface Finding {
  readonly reason: CauseReason;
  readonly message: string;
  readonly rule: string;
  readonly hint: string | undefined;
  /** Keys from the field at fault outwards. */
  readonly path: (string | number)[];
  /** The same for the field as the server names it. */
  readonly field: (string | number)[];
  /** The server leaves the next index out of the name: `volumeMounts.mountPropagation`. */
  omitIndex: boolean;
  /** Of a dropped field: what the server puts in its place. */
  replacement?: unknown;
  /** Of a dropped field: its parent goes too where nothing else is set in it. */
  withParent?: boolean;
}

/** Rules that say how a value was read; everything else says what is wrong with its meaning. */
export const wrongType = 'wrong-type';
export const unknownField = 'unknown-field';
export const droppedField = 'dropped-field';

/** Stands for a key where the value at hand itself is at fault; a member may well be named `''`. */
export const self = undefined;

export type Key = string | typeof self;

/** `key` is the member of the value at hand. */
export function report(
  out: Finding[],
  key: Key,
  reason: CauseReason,
  message: string,
  rule: string,
  hint?: string,
): Finding {
  const finding = {
    reason,
    message,
    rule,
    hint,
    path: key === self ? [] : [key],
    field: key === self ? [] : [key],
    omitIndex: false,
  };
  out.push(finding);
  return finding;
}

/** Adds the key, and the index in a list, that lead to everything found since `mark`. */
export function nest(out: Finding[], mark: number, key: string, index?: number): void {
  for (let at = mark; at < out.length; at++) {
    const finding = out[at];
    if (finding === undefined) continue;
    if (index !== undefined) {
      finding.path.push(index);
      if (finding.omitIndex) finding.omitIndex = false;
      else finding.field.push(index);
    }
    finding.path.push(key);
    finding.field.push(key);
  }
}

export function required(out: Finding[], key: Key, rule: string, detail = '', hint?: string): void {
  report(
    out,
    key,
    'FieldValueRequired',
    detail === '' ? 'Required value' : `Required value: ${detail}`,
    rule,
    hint,
  );
}

/** `shown` is the value as the server prints it: see `goQuote` and `showTyped`. */
export function invalid(
  out: Finding[],
  key: Key,
  shown: string | number | boolean,
  detail: string,
  rule: string,
  hint?: string,
): Finding {
  return report(out, key, 'FieldValueInvalid', `Invalid value: ${shown}: ${detail}`, rule, hint);
}

export function forbidden(out: Finding[], key: Key, detail: string, rule: string, hint?: string): Finding {
  return report(out, key, 'FieldValueForbidden', `Forbidden: ${detail}`, rule, hint);
}

export function notSupported(
  out: Finding[],
  key: Key,
  shown: string,
  values: readonly string[],
  rule: string,
): Finding {
  const list = values.map((value) => JSON.stringify(value)).join(', ');
  return report(
    out,
    key,
    'FieldValueNotSupported',
    `Unsupported value: ${shown}: supported values: ${list}`,
    rule,
  );
}

export function notFound(out: Finding[], key: Key, shown: string, rule: string, hint?: string): void {
  report(out, key, 'FieldValueNotFound', `Not found: ${shown}`, rule, hint);
}

export function duplicate(out: Finding[], key: Key, shown: string, rule: string): void {
  report(out, key, 'FieldValueDuplicate', `Duplicate value: ${shown}`, rule);
}
