import type { CauseReason } from '../core/cause.js';
import type { Path } from '../core/path.js';
import type { RuleId } from '../core/rule-id.js';
import { type Stage, stages } from './stages.js';

/** A problem, and where it is. */
export interface Finding {
  readonly reason: CauseReason;
  readonly message: string;
  readonly rule: RuleId;
  readonly hint: string | undefined;
  /** Keys from the container to the part at fault; from the Pod for what is not about one container. */
  readonly path: Path;
  /** The server leaves the innermost index out of the name: `volumeMounts.mountPropagation`. */
  omitIndex: boolean;
  /** When the server comes to it. */
  stage: Stage;
  /** Which container of the list it is about, if one. */
  container: number | undefined;
  /** The server's name of the part, where that does not follow from the path. */
  field: string | undefined;
  /** Of a dropped field: what the server puts in its place. */
  replacement: unknown;
  /** Of a dropped field: its parent goes too where nothing else is set in it. */
  withParent: boolean;
}

/** What is found, and where the search is. */
export interface Findings {
  readonly found: Finding[];
  at: Step | undefined;
}

/** A member that the search is in, or an element of one that is a list. As apimachinery's field.Path. */
interface Step {
  readonly parent: Step | undefined;
  readonly key: string;
  readonly index: number | undefined;
}

export function createFindings(): Findings {
  return { found: [], at: undefined };
}

/** Goes into a member, or into an element of one that is a list; `leave` comes back. */
export function enter(out: Findings, key: string, index?: number): void {
  out.at = { parent: out.at, key, index };
}

export function leave(out: Findings): void {
  out.at = out.at?.parent;
}

/** Rules that say how a value was read; everything else says what is wrong with its meaning. */
export const wrongType = 'wrong-type';
export const unknownField = 'unknown-field';
export const droppedField = 'dropped-field';

/** Stands for a key where the value at hand itself is at fault; a member may well be named `''`. */
export const self: unique symbol = /*@__PURE__*/ Symbol('self');

export type Key = string | typeof self;

/** `key` is the member of the value at hand. */
export function report(
  out: Findings,
  key: Key,
  reason: CauseReason,
  message: string,
  rule: RuleId,
  hint?: string,
): Finding {
  const finding: Finding = {
    reason,
    message,
    rule,
    hint,
    path: out.at === undefined && key !== self ? [key] : pathTo(out.at, key),
    omitIndex: false,
    stage: stages.fields,
    container: undefined,
    field: undefined,
    replacement: undefined,
    withParent: false,
  };
  out.found.push(finding);
  return finding;
}

function pathTo(at: Step | undefined, key: Key): Path {
  const path: (string | number)[] = key === self ? [] : [key];
  for (let step = at; step !== undefined; step = step.parent) {
    if (step.index !== undefined) path.push(step.index);
    path.push(step.key);
  }
  return path.reverse();
}

export function required(out: Findings, key: Key, rule: RuleId, detail = '', hint?: string): Finding {
  const message = detail === '' ? 'Required value' : `Required value: ${detail}`;
  return report(out, key, 'FieldValueRequired', message, rule, hint);
}

/** `shown` is the value as the server prints it: see `goQuote` and `showTyped`. */
export function invalid(
  out: Findings,
  key: Key,
  shown: string | number | boolean,
  detail: string,
  rule: RuleId,
  hint?: string,
): Finding {
  return report(out, key, 'FieldValueInvalid', `Invalid value: ${shown}: ${detail}`, rule, hint);
}

export function forbidden(out: Findings, key: Key, detail: string, rule: RuleId, hint?: string): Finding {
  return report(out, key, 'FieldValueForbidden', `Forbidden: ${detail}`, rule, hint);
}

export function notSupported(
  out: Findings,
  key: Key,
  shown: string,
  values: readonly string[],
  rule: RuleId,
): Finding {
  const list = values.map((value) => JSON.stringify(value)).join(', ');
  const message = `Unsupported value: ${shown}: supported values: ${list}`;
  return report(out, key, 'FieldValueNotSupported', message, rule);
}

export function notFound(out: Findings, key: Key, shown: string, rule: RuleId, hint?: string): Finding {
  return report(out, key, 'FieldValueNotFound', `Not found: ${shown}`, rule, hint);
}

export function duplicate(out: Findings, key: Key, shown: string, rule: RuleId): Finding {
  return report(out, key, 'FieldValueDuplicate', `Duplicate value: ${shown}`, rule);
}
