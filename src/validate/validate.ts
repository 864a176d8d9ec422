import type { ValidationResult } from '../core/result.js';
import { createFindings, type Finding, report, self, wrongType } from './findings.js';
import type { MinorBinding } from './minor-binding.js';
import type { ValidateListOptions, ValidateOptions } from './options.js';
import { parseMinor } from './parse-minor.js';
import { toPlainJson, type UnserializablePart } from './plain-json.js';
import { type JsonObject, readPodFacts } from './pod-facts.js';
import { type ReadContainer, readContainer } from './read-container.js';
import { listField, toResult } from './to-result.js';
import type { ValidationContext } from './validation-context.js';

/** Validates adding one container, to the Pod in the options or to any. */
export function validateContainer(
  container: unknown,
  options: ValidateOptions | undefined,
  binding: MinorBinding,
): ValidationResult<unknown> {
  const context = createContext(options, binding);
  const read = readContainer(container, context, binding.checkStructure);
  const resultOptions = { fieldValidation: options?.fieldValidation, order: binding.order, inList: false };
  if (context.pod === undefined) return toResult(locate(read, 0), read.sent, context, resultOptions);
  const list: ReadContainer[] = context.pod.existing.map(asStored);
  const at = context.pod.existing.findIndex((existing) => existing['name'] === read.kept['name']);
  const index = at < 0 ? list.length : at;
  list[index] = read;
  const findings = [...locate(read, index), ...binding.checkList(list, context.pod, context, binding)];
  return toResult(findings, read.sent, context, resultOptions);
}

/** Validates replacing the list of the Pod in the options, or of any, as the server does on update. */
export function validateContainers(
  list: unknown,
  options: ValidateListOptions | undefined,
  binding: MinorBinding,
): ValidationResult<unknown> {
  const context = createContext(options, binding);
  const { containers, sent, findings } = readList(list);
  const read = containers.map((container) => readContainer(container, context, binding.checkStructure));
  const found = [
    ...findings,
    ...read.flatMap(locate),
    ...(findings.length > 0 ? [] : binding.checkList(read, context.pod, context, binding)),
  ];
  return toResult(found, sent, context, {
    fieldValidation: options?.fieldValidation,
    order: binding.order,
    inList: true,
  });
}

/**
 * The container as the server stores it: with defaults, without what this minor drops or cannot
 * decode.
 */
export function storeContainer(
  container: unknown,
  options: Pick<ValidateOptions, 'pod' | 'minor'> | undefined,
  binding: MinorBinding,
): JsonObject {
  const context = createContext(options, binding);
  return binding.store(readContainer(container, context, binding.checkStructure).kept, context);
}

/** @throws RangeError where the minor is not supported. */
function createContext(options: ValidateOptions | undefined, binding: MinorBinding): ValidationContext {
  return {
    minor: options?.minor === undefined ? binding.minor : Number(parseMinor(options.minor).slice(2)),
    pod: options?.pod === undefined ? undefined : readPodFacts(options.pod),
    allowPrivileged: options?.allowPrivileged ?? true,
    undecodedCount: 0,
    hasNonJson: false,
  };
}

/** A list is read element by element, so that one that throws does not hide the others. */
function readList(list: unknown): { containers: unknown[]; sent: unknown; findings: Finding[] } {
  if (list === null || list === undefined) return { containers: [], sent: [], findings: [] };
  const unserializable: UnserializablePart[] = [];
  try {
    const isPlain =
      Array.isArray(list) && Object.getPrototypeOf(list) === Array.prototype && !('toJSON' in list);
    const sent = isPlain ? list : toPlainJson(list, unserializable);
    if (Array.isArray(sent)) return { containers: Array.from(sent), sent, findings: [] };
  } catch (error) {
    unserializable.push({ path: [], problem: String(error) });
  }
  const out = createFindings();
  const message = 'Invalid value: must be of type array';
  report(out, self, 'FieldValueTypeInvalid', message, wrongType).field = listField;
  return { containers: [], sent: list, findings: out.found };
}

/** Says of the findings in a container which one of the list it is. */
function locate({ findings }: ReadContainer, index: number): readonly Finding[] {
  for (const finding of findings) finding.container = index;
  return findings;
}

function asStored(existing: JsonObject): ReadContainer {
  return { findings: [], sent: existing, kept: existing };
}
