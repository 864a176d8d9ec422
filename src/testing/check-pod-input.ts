import { explainDnsLabel, explainDnsSubdomain } from '../core/dns-names.js';
import { goQuote } from '../core/go-text.js';
import { describe, requireList, requireObject, requireText } from './model/check-value.js';
import type { PodInput } from './model/objects.js';

/** Throws the TypeError of what names no Pod: `where` is the option that it is. */
export function requirePodInput(given: PodInput, where: string): void {
  requireObject(given, where);
  const { kind = 'Pod', metadata = {}, spec, status } = given;
  if (kind !== 'Pod') throw new TypeError(`${where}: ${describe(kind)} is no Pod`);
  requireObject(metadata, `${where}.metadata`);
  const { name, namespace } = metadata;
  if (name === undefined || name === '') throw new TypeError(`${where}: a Pod needs metadata.name`);
  requireName(name, `${where}.metadata.name`, explainDnsSubdomain);
  if (namespace !== undefined) requireNamespaceName(namespace, `${where}.metadata.namespace`);
  if (spec !== undefined) requireObject(spec, `${where}.spec`);
  if (status !== undefined) requireObject(status, `${where}.status`);
}

/** Throws the TypeError of a Pod whose containers nothing can be told from. */
export function requireContainers({ spec = {} }: PodInput, where: string): void {
  const { containers, initContainers, ephemeralContainers } = spec as Record<string, unknown>;
  const names = new Set<string>();
  if (requireList(containers ?? [], `${where}.spec.containers`).length === 0) {
    throw new TypeError(`${where}: a Pod needs spec.containers`);
  }
  for (const [field, list] of Object.entries({ containers, initContainers, ephemeralContainers })) {
    for (const [index, container] of requireList(list ?? [], `${where}.spec.${field}`).entries()) {
      const path = `${where}.spec.${field}[${index}]`;
      requireObject(container, path);
      const name = requireText((container as { name?: unknown }).name, `${path}.name`);
      if (names.has(name)) throw new TypeError(`${path}.name: ${describe(name)} is another container's`);
      names.add(name);
    }
  }
}

export function requireNamespaceName(name: unknown, where: string): void {
  requireName(name, where, (text) => explainDnsLabel(text, Number.POSITIVE_INFINITY));
}

function requireName(name: unknown, where: string, explain: (text: string) => readonly string[]): void {
  const text = requireText(name, where);
  const [problem] = explain(text);
  if (problem !== undefined) throw new TypeError(`${where}: Invalid value: ${goQuote(text)}: ${problem}`);
}
