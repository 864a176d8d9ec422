import { isObject, type JsonObject } from '../core/json.js';
import type { Path } from '../core/path.js';
import { explainKind, explainNoKind, explainScalar, isJsonPatch, isOtherKind, jsonPatch } from './kinds.js';

/** Something to validate, and the keys that lead to it from the start of its document. */
export type Subject =
  | { readonly kind: 'container'; readonly value: JsonObject; readonly at: Path }
  | { readonly kind: 'list'; readonly value: readonly unknown[]; readonly at: Path }
  /** The list of a strategic merge patch; `at` leads to the patch. */
  | { readonly kind: 'patch'; readonly value: readonly unknown[]; readonly at: Path }
  | { readonly kind: 'pod'; readonly value: JsonObject; readonly at: Path }
  | Refused;

/** Something that is not validated: `skipped` where it is only of another kind. */
export interface Refused {
  readonly kind: 'skipped' | 'unreadable';
  readonly why: string;
  /** The kind of a skipped object; empty where it has none. */
  readonly otherKind?: string;
  readonly at: Path;
}

/** What a document holds: one thing to validate, or, of a `List`, one for each item. */
export function findSubjects(value: unknown, at: Path = []): readonly Subject[] {
  if (Array.isArray(value)) return findInArray(value, at);
  if (!isObject(value)) return [{ kind: 'unreadable', why: explainScalar(value), at }];
  const kind = value['kind'];
  if (kind === undefined || kind === null || kind === '') return [findWithoutKind(value, at)];
  if (kind === 'Pod' && hasCoreVersion(value)) return [{ kind: 'pod', value, at }];
  if ((kind === 'List' || kind === 'PodList') && hasCoreVersion(value)) return findInItems(value, kind, at);
  const why = explainKind(value);
  if (!isOtherKind(value)) return [{ kind: 'unreadable', why, at }];
  return [{ kind: 'skipped', why, otherKind: String(kind), at }];
}

function findInArray(list: readonly unknown[], at: Path): readonly Subject[] {
  if (isJsonPatch(list)) return [{ kind: 'unreadable', why: jsonPatch, at }];
  // `jq .items` makes a plain array of whole objects
  const whole = list.length > 0 && list.every((item) => isObject(item) && typeof item['kind'] === 'string');
  if (!whole) return [{ kind: 'list', value: list, at }];
  return list.flatMap((item, index) => findSubjects(item, [...at, index]));
}

function findInItems(value: JsonObject, kind: string, at: Path): readonly Subject[] {
  const items = value['items'] ?? [];
  const path = [...at, 'items'];
  if (!Array.isArray(items))
    return [{ kind: 'unreadable', why: `is a ${kind} whose items are not a list`, at: path }];
  return items.flatMap((item: unknown, index): readonly Subject[] => {
    // the API server leaves the kind out of the items of a PodList
    const bare = kind === 'PodList' && isObject(item) && item['kind'] === undefined;
    return bare ? [{ kind: 'pod', value: item, at: [...path, index] }] : findSubjects(item, [...path, index]);
  });
}

const notOfContainers = ['apiVersion', 'ephemeralContainers', 'items', 'metadata', 'spec', 'status'];

function findWithoutKind(value: JsonObject, at: Path): Subject {
  if ('image' in value || !notOfContainers.some((key) => key in value))
    return { kind: 'container', value, at };
  const list = readPatch(value);
  if (list !== undefined) return { kind: 'patch', value: list, at };
  return { kind: 'unreadable', why: explainNoKind(value), otherKind: '', at };
}

/** The containers of `{"spec":{"ephemeralContainers":[…]}}`, as it is sent to the subresource. */
function readPatch({ spec, status, items }: JsonObject): readonly unknown[] | undefined {
  if (!isObject(spec) || status !== undefined || items !== undefined) return undefined;
  const { ephemeralContainers: list, '$setElementOrder/ephemeralContainers': _, ...others } = spec;
  return Array.isArray(list) && Object.keys(others).length === 0 ? list : undefined;
}

function hasCoreVersion(value: JsonObject): boolean {
  return value['apiVersion'] === undefined || value['apiVersion'] === 'v1';
}
