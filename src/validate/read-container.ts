import {
  createFindings,
  droppedField,
  type Finding,
  type Findings,
  report,
  self,
  wrongType,
} from './findings.js';
import { toPlainJson, type UnserializablePart } from './plain-json.js';
import type { JsonObject } from './pod-facts.js';
import { isStructural, prune } from './prune.js';
import { emptyObject } from './structure.js';
import type { ValidationContext } from './validation-context.js';

/** The generated check of a container's structure, which calls the rules of meaning. */
export type CheckStructure = (value: unknown, context: ValidationContext, out: Findings) => void;

export interface ReadContainer {
  readonly findings: readonly Finding[];
  /** The container as it would be sent: the value itself, or the JSON it becomes. */
  readonly sent: unknown;
  /** What the server makes of it: without what it drops. */
  readonly kept: JsonObject;
}

/**
 * Validates one container by itself. A valid one costs one pass; one with fields that the server
 * drops or cannot decode is validated again without them.
 */
export function readContainer(
  value: unknown,
  context: ValidationContext,
  check: CheckStructure,
): ReadContainer {
  let out = createFindings();
  let sent = value;
  const unserializable: UnserializablePart[] = [];
  try {
    check(value ?? emptyObject, context, out);
  } catch {
    // a getter or a proxy threw
    context.hasNonJson = true;
  }
  if (context.hasNonJson) {
    sent = toPlainJson(value, unserializable);
    out = createFindings();
    for (const part of unserializable) refuseUnserializable(part, out);
    restart(context);
    check(sent ?? emptyObject, context, out);
  }
  if (context.undecodedCount === 0 && unserializable.length === 0) {
    return { findings: out.found, sent, kept: (sent ?? emptyObject) as JsonObject };
  }
  const kept = prune(sent, out.found.filter(isStructural)) ?? emptyObject;
  restart(context);
  const meaning = createFindings();
  check(kept, context, meaning);
  return {
    findings: withoutConsequences([...out.found.filter(isStructural), ...meaning.found]),
    sent,
    kept: kept as JsonObject,
  };
}

function restart(context: ValidationContext): void {
  context.hasNonJson = false;
  context.undecodedCount = 0;
}

function refuseUnserializable({ path, problem }: UnserializablePart, out: Findings): void {
  const message = `Invalid value: cannot be written as JSON: ${problem}`;
  out.found.push({ ...report(createFindings(), self, 'FieldValueTypeInvalid', message, wrongType), path });
}

/** Where a value could not be read, what is said of its absence would only repeat it. */
function withoutConsequences(findings: readonly Finding[]): readonly Finding[] {
  const undecoded = findings.filter((finding) => finding.rule === wrongType);
  if (undecoded.length === 0) return findings;
  const isConsequence = (finding: Finding): boolean =>
    !isStructural(finding) && undecoded.some((other) => isOnOnePath(finding.path, other.path));
  return findings.filter((finding) => !isConsequence(finding) && finding.rule !== droppedField);
}

function isOnOnePath(a: readonly (string | number)[], b: readonly (string | number)[]): boolean {
  const shared = Math.min(a.length, b.length);
  for (let step = 0; step < shared; step++) if (a[step] !== b[step]) return false;
  return true;
}

export function nameOf(container: JsonObject | undefined): string {
  const name = container?.['name'];
  return typeof name === 'string' ? name : '';
}
