import type { JsonObject } from '../core/json.js';
import type { Pod } from '../core/pod.js';
import type { ValidationResult } from '../core/result.js';
import { createFindings, type Finding, report, self, wrongType } from './findings.js';
import type { MinorBinding } from './minor-binding.js';
import type { ValidateListOptions, ValidateOptions } from './options.js';
import { toPlainJson, type UnserializablePart } from './plain-json.js';
import {
  findDoubtful,
  locate,
  type ReadContainer,
  readContainer,
  readDoubtful,
  takeAsItIs,
} from './read-container.js';
import { listField, noWarnings, toResult } from './to-result.js';
import { createContext, minorNumber, validateAlone } from './validate-alone.js';
import type { ValidationContext } from './validation-context.js';

/** Validates adding one container, to the Pod in the options or to any. */
export function validateContainer(
  container: unknown,
  options: ValidateOptions | undefined,
  binding: MinorBinding,
): ValidationResult<unknown> {
  const pod = options?.pod;
  if (pod === undefined) return validateAlone(container, options, binding);
  const minor = minorNumber(options, binding);
  const doubtful = findDoubtful(container, minor, options?.allowPrivileged, binding);
  if (doubtful === 0 && fits(container, pod, binding)) {
    return { ok: true, value: container, warnings: noWarnings };
  }
  const context = contextInPod(minor, options, binding);
  const read = readDoubtful(container, context, binding, doubtful);
  const existing = context.pod?.existing ?? [];
  const list: ReadContainer[] = existing.map(takeAsItIs);
  const at = existing.findIndex(({ name }) => name === read.kept['name']);
  const index = at < 0 ? list.length : at;
  list[index] = read;
  const found = [...locate(read, index), ...binding.podRules.checkList(list, context.pod, context, binding)];
  return toResult(found, read.sent, context, {
    fieldValidation: options?.fieldValidation,
    order: binding.order,
    inList: false,
  });
}

function fits(container: unknown, pod: Pod, binding: MinorBinding): boolean {
  try {
    return binding.podRules.fits(container, pod);
  } catch {
    return false;
  }
}

/** Validates replacing the list of the Pod in the options, or of any, as the server does on update. */
export function validateContainers(
  list: unknown,
  options: ValidateListOptions | undefined,
  binding: MinorBinding,
): ValidationResult<unknown> {
  const minor = minorNumber(options, binding);
  const context = contextInPod(minor, options, binding);
  const { containers, sent, findings } = readList(list);
  const { fitsInList } = binding.podRules;
  const read = containers.map((container) => readContainer(container, context, binding, fitsInList));
  const found = [...findings, ...read.flatMap(locate)];
  if (findings.length === 0) found.push(...binding.podRules.checkList(read, context.pod, context, binding));
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
export function applyDefaults(
  container: unknown,
  options: Pick<ValidateOptions, 'pod' | 'minor'> | undefined,
  binding: MinorBinding,
): JsonObject {
  const minor = minorNumber(options, binding);
  const context = contextInPod(minor, options, binding);
  return binding.store(readContainer(container, context, binding).kept, context);
}

function contextInPod(
  minor: number,
  options: ValidateOptions | undefined,
  { podRules }: MinorBinding,
): ValidationContext {
  const pod = options?.pod === undefined ? undefined : podRules.readFacts(options.pod, minor);
  return createContext(minor, options?.allowPrivileged, { pod, checkInPod: podRules.checkInPod });
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
