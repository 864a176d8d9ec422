import type { Path } from '../../core/path.js';
import { explainKind, explainNoKind, explainScalar, isObject, type JsonObject } from './kinds.js';

/** Something to judge, and the keys that lead to it from the start of its document. */
export type Subject =
  | { readonly kind: 'container'; readonly value: JsonObject; readonly at: Path }
  | { readonly kind: 'list'; readonly value: readonly unknown[]; readonly at: Path }
  | { readonly kind: 'pod'; readonly value: JsonObject; readonly at: Path }
  | { readonly kind: 'refused'; readonly why: string; readonly at: Path };

/** What a document holds: one thing to judge, or, of a `List`, one for each item. */
export function findSubjects(value: unknown, at: Path = []): readonly Subject[] {
  if (Array.isArray(value)) return findInArray(value, at);
  if (!isObject(value)) return [{ kind: 'refused', why: explainScalar(value), at }];
  const kind = value['kind'];
  if (kind === undefined || kind === null || kind === '') return [findWithoutKind(value, at)];
  if (kind === 'Pod' && hasCoreVersion(value)) return [{ kind: 'pod', value, at }];
  if ((kind === 'List' || kind === 'PodList') && hasCoreVersion(value)) return findInItems(value, kind, at);
  return [{ kind: 'refused', why: explainKind(value), at }];
}

function findInArray(list: readonly unknown[], at: Path): readonly Subject[] {
  // `jq .items` makes a plain array of whole objects
  const whole = list.length > 0 && list.every((item) => isObject(item) && typeof item['kind'] === 'string');
  if (!whole) return [{ kind: 'list', value: list, at }];
  return list.flatMap((item, index) => findSubjects(item, [...at, index]));
}

function findInItems(value: JsonObject, kind: string, at: Path): readonly Subject[] {
  const items = value['items'] ?? [];
  const path = [...at, 'items'];
  if (!Array.isArray(items))
    return [{ kind: 'refused', why: `is a ${kind} whose items are not a list`, at: path }];
  return items.flatMap((item: unknown, index): readonly Subject[] => {
    // the API server leaves the kind out of the items of a PodList
    const bare = kind === 'PodList' && isObject(item) && item['kind'] === undefined;
    return bare ? [{ kind: 'pod', value: item, at: [...path, index] }] : findSubjects(item, [...path, index]);
  });
}

const notOfContainers = ['apiVersion', 'ephemeralContainers', 'items', 'metadata', 'spec', 'status'];

function findWithoutKind(value: JsonObject, at: Path): Subject {
  const other = !('image' in value) && notOfContainers.some((key) => key in value);
  return other ? { kind: 'refused', why: explainNoKind(value), at } : { kind: 'container', value, at };
}

function hasCoreVersion(value: JsonObject): boolean {
  return value['apiVersion'] === undefined || value['apiVersion'] === 'v1';
}
