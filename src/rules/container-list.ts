import { goQuote } from '../core/go-text.js';
import { duplicate, type Finding, forbidden, invalid, self } from '../validate/finding.js';
import { containerField, type LocatedFinding, listField, locateAt } from '../validate/located-finding.js';
import type { MinorBinding } from '../validate/minor-binding.js';
import { appArmorAnnotation, type JsonObject, member, type PodFacts } from '../validate/pod-facts.js';
import { type ReadContainer, readContainer } from '../validate/read-container.js';
import type { ValidationContext } from '../validate/validation-context.js';
import { checkUnchanged } from './append-only.js';
import { checkHostProcessPod } from './host-process.js';

/** What holds for the list as a whole, and between it and the Pod where that is known. */
export function checkContainerList(
  list: readonly ReadContainer[],
  pod: PodFacts | undefined,
  context: ValidationContext,
  binding: MinorBinding,
): LocatedFinding[] {
  if (pod === undefined) return findDuplicates(list, []);
  if (pod.isMirror && context.minor >= 27) return [locateAt(refuseMirrorPod(), '')];
  const hosts: Finding[] = [];
  checkHostProcessPod(
    pod,
    list.map(({ kept }) => kept),
    context.allowPrivileged,
    hosts,
  );
  return [
    ...findDuplicates(list, pod.targets),
    ...findChanges(list, pod, context, binding).map((finding) => locateAt(finding, listField)),
    ...[...hosts, ...findOrphanedAnnotations(list, pod)].map((finding) => locateAt(finding, '')),
  ];
}

export const mirrorPod = 'mirror-pod';

/** Source: kubernetes v1.27 pkg/apis/core/validation/validation.go ValidatePodEphemeralContainersUpdate */
function refuseMirrorPod(): Finding {
  return forbidden([], self, 'static pods do not support ephemeral containers', mirrorPod);
}

/**
 * Names are unique among all containers of the Pod.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateEphemeralContainers
 */
function findDuplicates(list: readonly ReadContainer[], targets: Iterable<string>): LocatedFinding[] {
  const taken = new Set(targets);
  return list.flatMap(({ kept }, index) => {
    const name = nameOf(kept);
    if (!taken.has(name)) {
      taken.add(name);
      return [];
    }
    const out: Finding[] = [];
    duplicate(out, 'name', goQuote(name), 'unique-name');
    return out.map((finding) => ({ finding, path: [index], field: containerField(index), index }));
  });
}

/**
 * An AppArmor annotation names a container of the Pod, so the last one of that name cannot go.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go ValidateAppArmorPodAnnotations
 */
function findOrphanedAnnotations(list: readonly ReadContainer[], pod: PodFacts): Finding[] {
  const out: Finding[] = [];
  const names = new Set([...pod.targets, ...list.map(({ kept }) => nameOf(kept))]);
  for (const annotation of pod.appArmorAnnotations) {
    const name = annotation.slice(appArmorAnnotation.length);
    if (names.has(name)) continue;
    const finding = invalid(
      out,
      `annotations[${annotation}]`,
      goQuote(name),
      'container not found',
      'annotation',
    );
    finding.field.push('metadata');
  }
  return out;
}

function findChanges(
  list: readonly ReadContainer[],
  pod: PodFacts,
  context: ValidationContext,
  binding: MinorBinding,
): Finding[] {
  const out: Finding[] = [];
  const byName = new Map(list.map((container) => [nameOf(container.kept), container]));
  for (const old of pod.existing) {
    const container = byName.get(nameOf(old));
    if (container?.sent === old) continue;
    const stored = binding.store(readContainer(old, context, binding.checkStructure).kept, context);
    const proposed = container && { ...binding.store(container.kept, context), ...readForbidden(container) };
    checkUnchanged(nameOf(old), stored, proposed, out);
  }
  return out;
}

/** Disallowed fields are not stored, but they make a difference. Empty lists and maps do not. */
function readForbidden({ findings, kept }: ReadContainer): JsonObject {
  const fields = findings
    .filter(({ rule }) => rule === 'forbidden-field')
    .map(({ path }) => String(path[path.length - 1]));
  const isEmpty = (value: unknown): boolean =>
    typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  const differs = (field: string): boolean => {
    const value = kept[field];
    if (field === 'resources')
      return !Object.values(member(kept, field)).every((part) => part === null || isEmpty(part));
    return !(Array.isArray(value) && value.length === 0);
  };
  return Object.fromEntries(fields.filter(differs).map((field) => [field, kept[field]]));
}

function nameOf(container: JsonObject): string {
  const name = container['name'];
  return typeof name === 'string' ? name : '';
}
