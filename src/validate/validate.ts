import type { Path } from '../core/path.js';
import type { ValidationResult } from '../core/result.js';
import { answer } from './to-result.js';
import { type Finding, itself, report, wrongType } from './finding.js';
import { judgeList } from '../rules/container-list.js';
import type { Judging } from './validation-context.js';
import type { ValidateListOptions, ValidateOptions } from './options.js';
import { fieldOf, listField, type Placed, placeBeside } from './located-finding.js';
import { toPlainJson, type Unwritable } from './plain-json.js';
import { type JsonObject, readPodFacts } from './pod-facts.js';
import { type ReadContainer, readContainer } from './read-container.js';
import { readMinor } from './parse-minor.js';
import type { Release } from './minor-binding.js';

const noWarnings: readonly string[] = Object.freeze([]);

/** Judges adding one container, to the Pod in the options or to any. */
export function judgeContainer(
  container: unknown,
  options: ValidateOptions | undefined,
  release: Release,
): ValidationResult<unknown> {
  const judging = startJudging(options, release);
  const read = readContainer(container, judging, release.checkShape);
  if (judging.pod === undefined) {
    if (read.findings.length === 0) return { ok: true, value: read.sent, warnings: noWarnings };
    return answer(place(read, [], 0), read.sent, options?.fieldValidation, judging);
  }
  const list: ReadContainer[] = judging.pod.existing.map(takeAsIs);
  const at = judging.pod.existing.findIndex((existing) => existing['name'] === read.kept['name']);
  const index = at < 0 ? list.length : at;
  list[index] = read;
  const placed = [...place(read, [], index), ...judgeList(list, judging.pod, judging, release)];
  return answer(placed, read.sent, options?.fieldValidation, judging);
}

/** Judges replacing the list of the Pod in the options, or of any, as the server does on update. */
export function judgeContainers(
  list: unknown,
  options: ValidateListOptions | undefined,
  release: Release,
): ValidationResult<unknown> {
  const judging = startJudging(options, release);
  const { containers, sent, findings } = readList(list);
  const read = containers.map((container) => readContainer(container, judging, release.checkShape));
  const placed = [
    ...findings.map((finding) => placeBeside(finding, listField)),
    ...read.flatMap((container, index) => place(container, [index], index)),
    ...(findings.length > 0 ? [] : judgeList(read, judging.pod, judging, release)),
  ];
  return answer(placed, sent, options?.fieldValidation, judging);
}

/**
 * The container as the server stores it: with defaults, without what this minor drops or cannot
 * decode.
 */
export function storeContainer(
  container: unknown,
  options: Pick<ValidateOptions, 'pod' | 'minor'> | undefined,
  release: Release,
): JsonObject {
  const judging = startJudging(options, release);
  return release.store(readContainer(container, judging, release.checkShape).kept, judging);
}

/** @throws RangeError where the minor is not `1.NN`. */
function startJudging(options: ValidateOptions | undefined, release: Release): Judging {
  return {
    minor: options?.minor === undefined ? release.minor : readMinor(options.minor),
    pod: options?.pod === undefined ? undefined : readPodFacts(options.pod),
    allowPrivileged: options?.allowPrivileged ?? true,
    unread: 0,
    odd: false,
  };
}

/** A list is read element by element, so that one that throws does not hide the others. */
function readList(list: unknown): { containers: unknown[]; sent: unknown; findings: Finding[] } {
  if (list === null || list === undefined) return { containers: [], sent: [], findings: [] };
  const unwritable: Unwritable[] = [];
  try {
    const isPlain =
      Array.isArray(list) && Object.getPrototypeOf(list) === Array.prototype && !('toJSON' in list);
    const sent = isPlain ? list : toPlainJson(list, unwritable);
    if (Array.isArray(sent)) return { containers: Array.from(sent), sent, findings: [] };
  } catch (error) {
    unwritable.push({ path: [], problem: String(error) });
  }
  const message = 'Invalid value: must be of type array';
  return {
    containers: [],
    sent: list,
    findings: [report([], itself, 'FieldValueTypeInvalid', message, wrongType)],
  };
}

function place(read: ReadContainer, path: Path, index: number): Placed[] {
  const field = fieldOf(index);
  return read.findings.map((finding) => ({ finding, path, field, index }));
}

function takeAsIs(existing: JsonObject): ReadContainer {
  return { findings: [], sent: existing, kept: existing };
}
