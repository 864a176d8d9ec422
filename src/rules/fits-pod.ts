import { isObject, type JsonObject, member } from '../core/json.js';
import type { Pod } from '../core/pod.js';
import { appArmorAnnotation, mirrorAnnotation, type PodFacts } from '../validate/pod-facts.js';

/** What the Pod is asked about of a container that the accept-only validator took. */
interface AcceptedContainer {
  readonly name: string;
  readonly targetContainerName?: string;
  readonly volumeMounts?: readonly { readonly name: string }[];
  readonly securityContext?: object;
}

/**
 * Whether an accepted container surely fits a Pod: its name is new, its target and volumes are there,
 * and nothing about the Pod is unusual. Reads the Pod once, without building a list or set. Returns false
 * in doubt; the rules then decide.
 */
export function fitsPod(container: unknown, pod: Pod): boolean {
  const { name, targetContainerName: target, volumeMounts } = container as AcceptedContainer;
  const spec = member(pod as JsonObject, 'spec');
  if (isSet(spec['os']) || isSet(member(spec, 'securityContext')['windowsOptions'])) return false;
  const annotations = member(member(pod as JsonObject, 'metadata'), 'annotations');
  for (const key in annotations) {
    if (key === mirrorAnnotation || key.startsWith(appArmorAnnotation)) return false;
  }
  const containers = isFree(name, spec['containers'], target);
  const initContainers = isFree(name, spec['initContainers'], target);
  if (containers === taken || initContainers === taken) return false;
  if (target && containers !== targeted && initContainers !== targeted) return false;
  if (!areNamesNew(spec, name)) return false;
  if (volumeMounts !== undefined) {
    for (const mount of volumeMounts) if (!hasName(spec['volumes'], mount.name)) return false;
  }
  return true;
}

/** The same for one of a list: names of containers are looked at together, and the Pod's are known. */
export function fitsInList(container: unknown, pod: PodFacts): boolean {
  const { targetContainerName: target, volumeMounts, securityContext } = container as AcceptedContainer;
  if (target && !pod.targets.has(target)) return false;
  if (securityContext !== undefined && pod.os !== undefined) return false;
  return volumeMounts === undefined || volumeMounts.every(({ name }) => pod.volumes.has(name));
}

const taken = 0;
const free = 1;
const targeted = 2;

/** Whether no container of the list has the name, and whether one is the target. */
function isFree(name: string, list: unknown, target: string | undefined): number {
  if (!Array.isArray(list)) return free;
  let found = free;
  for (let index = 0; index < list.length; index++) {
    const other: unknown = list[index];
    if (!isUsual(other) || other['name'] === name) return taken;
    if (other['name'] === target) found = targeted;
  }
  return found;
}

/** Whether the old ephemeral containers have names of their own, other than the new one's. */
function areNamesNew(spec: JsonObject, name: string): boolean {
  const existing = spec['ephemeralContainers'];
  if (!Array.isArray(existing)) return true;
  // the rules are faster where each name is looked for among many
  if (existing.length > 8) return false;
  for (let index = 0; index < existing.length; index++) {
    const old: unknown = existing[index];
    if (!isUsual(old)) return false;
    const { name: own } = old;
    if (own === name || hasName(spec['containers'], own) || hasName(spec['initContainers'], own))
      return false;
    for (let before = 0; before < index; before++) {
      if ((existing[before] as JsonObject)['name'] === own) return false;
    }
  }
  return true;
}

/** A container with a name and without Windows options, which concern all containers of a Pod. */
function isUsual(container: unknown): container is JsonObject {
  return (
    isObject(container) &&
    typeof container['name'] === 'string' &&
    !isSet(member(container, 'securityContext')['windowsOptions'])
  );
}

function hasName(list: unknown, name: unknown): boolean {
  if (!Array.isArray(list)) return false;
  for (let index = 0; index < list.length; index++) {
    const item: unknown = list[index];
    if (isObject(item) && item['name'] === name) return true;
  }
  return false;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
