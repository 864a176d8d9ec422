import { isRelaxedEnvName, isStrictEnvName } from '../core/characters.js';
import type { Pod } from '../core/pod.js';

/** What the rules ask of a Pod, read once per call. The Pod may be anything: it came over a network. */
export interface PodFacts {
  /** Names of regular and init containers: what an ephemeral container may target. */
  readonly targets: ReadonlySet<string>;
  readonly volumes: ReadonlyMap<string, JsonObject>;
  readonly existing: readonly JsonObject[];
  /** `spec.os.name`. */
  readonly os: string | undefined;
  readonly hostNetwork: boolean;
  /** False where the Pod has a user namespace of its own. */
  readonly hostUsers: boolean;
  readonly restartPolicy: string;
  readonly isMirror: boolean;
  /** `spec.securityContext.windowsOptions.hostProcess`. */
  readonly hostProcess: boolean | undefined;
  /** The same of each regular and init container. */
  readonly containerHostProcess: readonly (boolean | undefined)[];
  /** The Pod has environment variables that only the relaxed rules allow, so new ones may follow. */
  readonly relaxedEnvNames: boolean;
  /** Containers that an AppArmor annotation names, which the server wants to exist. */
  readonly appArmorAnnotations: readonly string[];
  readonly spec: JsonObject;
  /** Its init, regular and ephemeral containers. */
  readonly containers: readonly JsonObject[];
}

export interface JsonObject {
  readonly [key: string]: unknown;
}

export const appArmorAnnotation = 'container.apparmor.security.beta.kubernetes.io/';

export function readPodFacts(pod: Pod): PodFacts {
  const spec = member(pod as JsonObject, 'spec');
  const containers = objects(spec['containers']);
  const initContainers = objects(spec['initContainers']);
  const existing = objects(spec['ephemeralContainers']);
  const others = [...initContainers, ...containers];
  const all = [...others, ...existing];
  const windowsOptions = member(member(spec, 'securityContext'), 'windowsOptions');
  const annotations = member(member(pod as JsonObject, 'metadata'), 'annotations');
  return {
    targets: new Set(others.map((container) => text(container['name']))),
    volumes: new Map(objects(spec['volumes']).map((volume) => [text(volume['name']), volume])),
    existing,
    os: text(member(spec, 'os')['name']) || undefined,
    hostNetwork: spec['hostNetwork'] === true,
    hostUsers: spec['hostUsers'] !== false,
    restartPolicy: text(spec['restartPolicy']) || 'Always',
    isMirror: Object.hasOwn(annotations, 'kubernetes.io/config.mirror'),
    hostProcess: flag(windowsOptions['hostProcess']),
    containerHostProcess: others.map(readHostProcess),
    relaxedEnvNames: all.some(hasRelaxedEnvName),
    appArmorAnnotations: Object.keys(annotations).filter((name) => name.startsWith(appArmorAnnotation)),
    spec,
    containers: all,
  };
}

function hasRelaxedEnvName(container: JsonObject): boolean {
  const names = objects(container['env']).map((variable) => variable['name']);
  const prefixes = objects(container['envFrom']).map((source) => source['prefix']);
  return [...names, ...prefixes].some(
    (name) => typeof name === 'string' && isRelaxedEnvName(name) && !isStrictEnvName(name),
  );
}

export function readHostProcess(container: JsonObject): boolean | undefined {
  return flag(member(member(container, 'securityContext'), 'windowsOptions')['hostProcess']);
}

const emptyObject: JsonObject = {};

export function member(value: JsonObject, key: string): JsonObject {
  const item = value[key];
  return isObject(item) ? item : emptyObject;
}

/** The objects of a list; what is no object is passed over. */
export function objects(value: unknown): JsonObject[] {
  return objectsOrValues(value).filter(isObject);
}

function objectsOrValues(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
