import { droppedField, type Finding, itself, report, wrongType } from './finding.js';
import type { Judging } from './validation-context.js';
import { toPlainJson, type Unwritable } from './plain-json.js';
import type { JsonObject } from './pod-facts.js';
import { isStructural, prune } from './prune.js';
import { nothing } from './structure.js';

/** The generated check of a container's shape, which calls the rules of meaning. */
export type CheckShape = (value: unknown, judging: Judging, out: Finding[]) => void;

export interface ReadContainer {
  readonly findings: readonly Finding[];
  /** The container as it would be sent: the value itself, or the JSON it becomes. */
  readonly sent: unknown;
  /** What the server makes of it: without what it drops. */
  readonly kept: JsonObject;
}

/**
 * Judges one container by itself. A valid one costs one pass; one with fields that the server
 * drops or cannot decode is judged again without them.
 */
export function readContainer(value: unknown, judging: Judging, check: CheckShape): ReadContainer {
  let findings: Finding[] = [];
  let sent = value;
  const unwritable: Unwritable[] = [];
  try {
    check(value ?? nothing, judging, findings);
  } catch {
    // a getter or a proxy threw
    judging.odd = true;
  }
  if (judging.odd) {
    sent = toPlainJson(value, unwritable);
    findings = unwritable.map(refuseUnwritable);
    restart(judging);
    check(sent ?? nothing, judging, findings);
  }
  if (judging.unread === 0 && unwritable.length === 0) {
    return { findings, sent, kept: (sent ?? nothing) as JsonObject };
  }
  const kept = prune(sent, findings) ?? nothing;
  restart(judging);
  const meaning: Finding[] = [];
  check(kept, judging, meaning);
  return {
    findings: withoutEchoes([...findings.filter(isStructural), ...meaning]),
    sent,
    kept: kept as JsonObject,
  };
}

function restart(judging: Judging): void {
  judging.odd = false;
  judging.unread = 0;
}

function refuseUnwritable({ path, problem }: Unwritable): Finding {
  const message = `Invalid value: cannot be written as JSON: ${problem}`;
  const finding = report([], itself, 'FieldValueTypeInvalid', message, wrongType);
  finding.path.push(...[...path].reverse());
  finding.field.push(...[...path].reverse());
  return finding;
}

/** Where a value could not be read, what is said of its absence would only repeat it. */
function withoutEchoes(findings: readonly Finding[]): readonly Finding[] {
  const unread = findings.filter((finding) => finding.rule === wrongType);
  if (unread.length === 0) return findings;
  const isEcho = (finding: Finding): boolean =>
    !isStructural(finding) && unread.some((other) => isOnOnePath(finding.path, other.path));
  return findings.filter((finding) => !isEcho(finding) && finding.rule !== droppedField);
}

/** Both run from the field outwards. */
function isOnOnePath(a: readonly (string | number)[], b: readonly (string | number)[]): boolean {
  const shared = Math.min(a.length, b.length);
  for (let step = 1; step <= shared; step++) {
    if (a[a.length - step] !== b[b.length - step]) return false;
  }
  return true;
}
