import { droppedField, type Finding, report, self, wrongType } from './finding.js';
import { toPlainJson, type UnserializablePart } from './plain-json.js';
import type { JsonObject } from './pod-facts.js';
import { isStructural, prune } from './prune.js';
import { emptyObject } from './structure.js';
import type { ValidationContext } from './validation-context.js';

/** The generated check of a container's structure, which calls the rules of meaning. */
export type CheckStructure = (value: unknown, context: ValidationContext, out: Finding[]) => void;

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
  let findings: Finding[] = [];
  let sent = value;
  const unserializable: UnserializablePart[] = [];
  try {
    check(value ?? emptyObject, context, findings);
  } catch {
    // a getter or a proxy threw
    context.hasNonJson = true;
  }
  if (context.hasNonJson) {
    sent = toPlainJson(value, unserializable);
    findings = unserializable.map(refuseUnserializable);
    restart(context);
    check(sent ?? emptyObject, context, findings);
  }
  if (context.undecodedCount === 0 && unserializable.length === 0) {
    return { findings, sent, kept: (sent ?? emptyObject) as JsonObject };
  }
  const kept = prune(sent, findings) ?? emptyObject;
  restart(context);
  const meaning: Finding[] = [];
  check(kept, context, meaning);
  return {
    findings: withoutConsequences([...findings.filter(isStructural), ...meaning]),
    sent,
    kept: kept as JsonObject,
  };
}

function restart(context: ValidationContext): void {
  context.hasNonJson = false;
  context.undecodedCount = 0;
}

function refuseUnserializable({ path, problem }: UnserializablePart): Finding {
  const message = `Invalid value: cannot be written as JSON: ${problem}`;
  const finding = report([], self, 'FieldValueTypeInvalid', message, wrongType);
  finding.path.push(...[...path].reverse());
  finding.field.push(...[...path].reverse());
  return finding;
}

/** Where a value could not be read, what is said of its absence would only repeat it. */
function withoutConsequences(findings: readonly Finding[]): readonly Finding[] {
  const undecodedCount = findings.filter((finding) => finding.rule === wrongType);
  if (undecodedCount.length === 0) return findings;
  const isConsequence = (finding: Finding): boolean =>
    !isStructural(finding) && undecodedCount.some((other) => isOnOnePath(finding.path, other.path));
  return findings.filter((finding) => !isConsequence(finding) && finding.rule !== droppedField);
}

/** Both run from the field outwards. */
function isOnOnePath(a: readonly (string | number)[], b: readonly (string | number)[]): boolean {
  const shared = Math.min(a.length, b.length);
  for (let step = 1; step <= shared; step++) {
    if (a[a.length - step] !== b[b.length - step]) return false;
  }
  return true;
}
