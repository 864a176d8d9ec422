import type { StatusCause } from '../../core/cause.js';
import type { Pod } from '../../core/pod.js';
import type { EphemeralContainer, Minor } from '../../index.js';
import { validateEphemeralContainers, withDefaults } from '../../index.js';
import type { JsonObject } from '../json.js';
import type { ContainerObject, PodObject } from '../objects.js';
import { typedPatchFailure } from '../patch/apply.js';
import type { ServerContext } from './context.js';
import { objectFailure, patchFailure, typeFailure } from './decode-failure.js';
import { findDuplicateKeys } from './duplicate-keys.js';
import { invalid } from './errors.js';
import type { Exchange } from './exchange.js';
import type { PodChange } from './read-pod-change.js';
import type { WriteOptions } from './request-options.js';

/** Throws what the server answers where it cannot decode the list; warns of fields it does not know. */
export function decodeList(
  context: ServerContext,
  exchange: Exchange,
  change: PodChange,
  current: PodObject,
  { fieldValidation }: WriteOptions,
): void {
  const causes = judgeList(context, current, change.pod, 'Strict');
  const wrong = causes.find(({ rule }) => rule === 'wrong-type');
  if (wrong !== undefined) {
    const expected = /must be of type (\w+)/.exec(wrong.message)?.[1] ?? 'object';
    throw typeFailure(change, { path: wrong.path, expected });
  }
  const unknown = causes.filter(({ rule }) => rule === 'unknown-field');
  if (change.kind === 'apply') {
    const [first] = unknown;
    if (first !== undefined) throw refuseUndeclared(change, first);
    return;
  }
  const duplicates = findDuplicateKeys(exchange.body.toString('utf8')).map(
    (field) => `${change.kind === 'json' ? 'json patch ' : ''}duplicate field ${JSON.stringify(field)}`,
  );
  const fields = unknown.map(({ field }) => field).sort();
  const problems = [...duplicates, ...fields.map((field) => `unknown field ${JSON.stringify(field)}`)];
  if (problems.length === 0 || fieldValidation === 'Ignore') return;
  if (fieldValidation === 'Warn') {
    for (const problem of problems) exchange.warn(problem);
    return;
  }
  const text = `strict decoding error: ${problems.join(', ')}`;
  throw change.kind === 'put' ? objectFailure(text) : patchFailure(change, text);
}

/** The list as the server would store it; throws the 422 it refuses with. */
export function judgeUpdate(
  context: ServerContext,
  current: PodObject,
  updated: PodObject,
): ContainerObject[] {
  const causes = judgeList(context, current, updated, 'Ignore');
  if (causes.length > 0) throw invalid('Pod', current.metadata.name, causes.map(wordCause));
  return storeList(context.minor, current, updated.spec.ephemeralContainers ?? []);
}

/** A list with what the server adds, and without what it drops because the Pod has nothing like it yet. */
export function storeList(
  minor: Minor,
  current: PodObject,
  list: readonly ContainerObject[],
): ContainerObject[] {
  return list.map(
    (container) =>
      withDefaults(container as object as EphemeralContainer, {
        pod: asPod(current),
        minor,
      }) as object as ContainerObject,
  );
}

function judgeList(
  { minor }: ServerContext,
  current: PodObject,
  wanted: PodObject,
  fieldValidation: 'Strict' | 'Ignore',
): readonly StatusCause[] {
  const list = wanted.spec?.ephemeralContainers ?? [];
  const result = validateEphemeralContainers(list, { pod: asPod(current), minor, fieldValidation });
  return result.ok ? [] : result.causes;
}

/** The server ends these with the difference, of which the line break is always there. */
function wordCause({ reason, field, message, rule }: StatusCause): {
  reason: string;
  field: string;
  message: string;
} {
  return { reason, field, message: rule === 'append-only' ? `${message}\n` : message };
}

function refuseUndeclared(change: PodChange, { path, field }: StatusCause): Error {
  const [index = 0] = path;
  const { name } = change.pod.spec.ephemeralContainers?.[Number(index)] ?? {};
  const inside = field.slice(field.indexOf(']') + 1);
  const where = `.spec.ephemeralContainers[name=${JSON.stringify(name)}]${inside}`;
  return typedPatchFailure(change.sent as JsonObject, `${where}: field not declared in schema`);
}

function asPod(pod: PodObject): Pod {
  return pod as object as Pod;
}
