import type { GatedField } from '../../generated/facts/in-use.js';
import { isRelaxedEnvName, isStrictEnvName } from '../core/characters.js';
import { type JsonObject, member, objects } from '../core/json.js';
import type { Pod } from '../core/pod.js';
import { isInUse } from './in-use.js';

/** What the rules ask of a Pod, each fact read when it is asked for. The Pod may be anything: it came over a network. */
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
  /** Its init, regular and ephemeral containers. */
  readonly containers: readonly JsonObject[];
  /** Whether the Pod has the field, so that the server keeps it or no longer minds it. */
  readonly isInUse: (field: GatedField) => boolean;
}

export const mirrorAnnotation = 'kubernetes.io/config.mirror';
export const appArmorAnnotation = 'container.apparmor.security.beta.kubernetes.io/';

/** For one call: a Pod may change before the next. */
export function readPodFacts(pod: Pod, minor: number): PodFacts {
  const spec = member(pod as JsonObject, 'spec');
  const existing = objects(spec['ephemeralContainers']);
  let others: readonly JsonObject[] | undefined;
  let targets: ReadonlySet<string> | undefined;
  let volumes: ReadonlyMap<string, JsonObject> | undefined;
  const readOthers = (): readonly JsonObject[] => {
    others ??= [...objects(spec['initContainers']), ...objects(spec['containers'])];
    return others;
  };
  const annotations = (): JsonObject => member(member(pod as JsonObject, 'metadata'), 'annotations');
  return {
    existing,
    get targets() {
      targets ??= new Set(readOthers().map((container) => text(container['name'])));
      return targets;
    },
    get volumes() {
      volumes ??= new Map(objects(spec['volumes']).map((volume) => [text(volume['name']), volume]));
      return volumes;
    },
    get os() {
      return text(member(spec, 'os')['name']) || undefined;
    },
    get hostNetwork() {
      return spec['hostNetwork'] === true;
    },
    get hostUsers() {
      return spec['hostUsers'] !== false;
    },
    get restartPolicy() {
      return text(spec['restartPolicy']) || 'Always';
    },
    get isMirror() {
      return Object.hasOwn(annotations(), mirrorAnnotation);
    },
    get hostProcess() {
      return flag(member(member(spec, 'securityContext'), 'windowsOptions')['hostProcess']);
    },
    get containerHostProcess() {
      return readOthers().map(readHostProcess);
    },
    get relaxedEnvNames() {
      return [...readOthers(), ...existing].some(hasRelaxedEnvName);
    },
    get appArmorAnnotations() {
      return Object.keys(annotations()).filter((name) => name.startsWith(appArmorAnnotation));
    },
    get containers() {
      return [...readOthers(), ...existing];
    },
    isInUse: (field) => isInUse(field, spec, minor),
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

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
