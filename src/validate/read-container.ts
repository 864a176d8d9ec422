import type { JsonObject } from '../core/json.js';
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
import type { PodFacts } from './pod-facts.js';
import { isStructural, prune } from './prune.js';
import type { FieldOrder } from './server-order.js';
import { emptyObject } from './structure.js';
import type { ValidationContext } from './validation-context.js';

/** Of a minor, what validates a container by itself. */
export interface ContainerBinding {
  /** The second number of its minor: 34 for 1.34. */
  readonly minor: number;
  /**
   * The accept-only validator: a bit for each field of a container that is not surely valid. It knows
   * no Pod, and takes privileged containers.
   */
  readonly accepts: (container: unknown, minor: number) => number;
  /** The full validator of the fields with these bits, which calls the rules of meaning. */
  readonly checkStructure: (
    value: unknown,
    context: ValidationContext,
    out: Findings,
    doubtful: number,
  ) => void;
  readonly order: FieldOrder;
}

export interface ReadContainer {
  readonly findings: readonly Finding[];
  /** The container as it would be sent: the value itself, or the JSON it becomes. */
  readonly sent: unknown;
  /** What the server makes of it: without what it drops. */
  readonly kept: JsonObject;
}

const everyField = -1;
const noFindings: readonly Finding[] = [];

/** Which fields of a container the full validator has to look at: 0 where it is surely valid. */
export function findDoubtful(
  value: unknown,
  minor: number,
  allowPrivileged: boolean | undefined,
  binding: ContainerBinding,
): number {
  if (allowPrivileged === false) return everyField;
  try {
    return binding.accepts(value, minor);
  } catch {
    // a getter or a proxy threw
    return everyField;
  }
}

/** Validates one container of a list, or an old one. */
export function readContainer(
  value: unknown,
  context: ValidationContext,
  binding: ContainerBinding,
  fits: (container: unknown, pod: PodFacts) => boolean = () => false,
): ReadContainer {
  const { pod } = context;
  const doubtful = findDoubtful(value, context.minor, context.allowPrivileged, binding);
  if (doubtful === 0 && (pod === undefined || fits(value, pod))) return takeAsItIs(value as JsonObject);
  return readDoubtful(value, context, binding, doubtful);
}

export function takeAsItIs(container: JsonObject): ReadContainer {
  return { findings: noFindings, sent: container, kept: container };
}

/**
 * Validates what the accept-only validator did not take. What the server drops or cannot decode is
 * found first, and the rest validated without it.
 */
export function readDoubtful(
  value: unknown,
  context: ValidationContext,
  binding: ContainerBinding,
  doubtful: number,
): ReadContainer {
  let out = createFindings();
  let sent = value;
  let fields = doubtful;
  let unserializable: UnserializablePart[] | undefined;
  try {
    binding.checkStructure(value ?? emptyObject, context, out, fields);
  } catch {
    // a getter or a proxy threw
    context.hasNonJson = true;
  }
  if (context.hasNonJson) {
    unserializable = [];
    sent = toPlainJson(value, unserializable);
    fields = everyField;
    out = createFindings();
    for (const part of unserializable) refuseUnserializable(part, out);
    restart(context);
    binding.checkStructure(sent ?? emptyObject, context, out, fields);
  }
  if (context.undecodedCount === 0 && (unserializable === undefined || unserializable.length === 0)) {
    return { findings: out.found, sent, kept: (sent ?? emptyObject) as JsonObject };
  }
  const structural = out.found.filter(isStructural);
  const kept = (prune(sent, structural) ?? emptyObject) as JsonObject;
  restart(context);
  const meaning = createFindings();
  binding.checkStructure(kept, context, meaning, fields);
  return { findings: withoutConsequences([...structural, ...meaning.found]), sent, kept };
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

/** Says of the findings in a container which one of the list it is. */
export function locate({ findings }: ReadContainer, index: number): readonly Finding[] {
  for (const finding of findings) finding.container = index;
  return findings;
}

export function nameOf(container: JsonObject | undefined): string {
  const name = container?.['name'];
  return typeof name === 'string' ? name : '';
}
