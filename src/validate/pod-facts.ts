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
  readonly inUse: FieldsInUse;
}

/**
 * Fields that the server keeps, or no longer minds, because the Pod had them before.
 *
 * Source: kubernetes v1.34 pkg/api/pod/util.go dropDisabledFields, GetValidationOptionsFromPodSpecAndMeta
 */
export interface FieldsInUse {
  readonly fileKeyRef: boolean;
  readonly procMount: boolean;
  readonly recursiveReadOnly: boolean;
  readonly bindMountOptions: boolean;
  readonly resizePolicy: boolean;
  readonly restartRules: boolean;
  readonly stopSignal: boolean;
  readonly userNamespaceDevices: boolean;
  readonly sysAdminWithoutEscalation: boolean;
  readonly resourceClaims: boolean;
  readonly hostIps: boolean;
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
  const hostUsers = spec['hostUsers'] !== false;
  return {
    targets: new Set(others.map((container) => text(container['name']))),
    volumes: new Map(objects(spec['volumes']).map((volume) => [text(volume['name']), volume])),
    existing,
    os: text(member(spec, 'os')['name']) || undefined,
    hostNetwork: spec['hostNetwork'] === true,
    hostUsers,
    restartPolicy: text(spec['restartPolicy']) || 'Always',
    isMirror: Object.hasOwn(annotations, 'kubernetes.io/config.mirror'),
    hostProcess: flag(windowsOptions['hostProcess']),
    containerHostProcess: others.map(readHostProcess),
    relaxedEnvNames: all.some(hasRelaxedEnvName),
    appArmorAnnotations: Object.keys(annotations).filter((name) => name.startsWith(appArmorAnnotation)),
    inUse: readFieldsInUse(all, spec, hostUsers),
  };
}

function readFieldsInUse(all: readonly JsonObject[], spec: JsonObject, hostUsers: boolean): FieldsInUse {
  const mounts = all.flatMap((container) => objects(container['volumeMounts']));
  const security = all.map((container) => member(container, 'securityContext'));
  return {
    fileKeyRef: all.some((container) =>
      objects(container['env']).some((variable) => isSet(member(variable, 'valueFrom')['fileKeyRef'])),
    ),
    procMount: security.some((context) => isSet(context['procMount']) && context['procMount'] !== 'Default'),
    recursiveReadOnly: mounts.some((mount) => isSet(mount['recursiveReadOnly'])),
    bindMountOptions: mounts.some((mount) => objectsOrValues(mount['bindMountOptions']).length > 0),
    resizePolicy: all.some((container) => objectsOrValues(container['resizePolicy']).length > 0),
    restartRules: all.some((container) => objectsOrValues(container['restartPolicyRules']).length > 0),
    stopSignal: all.some((container) => isSet(member(container, 'lifecycle')['stopSignal'])),
    userNamespaceDevices:
      !hostUsers && all.some((container) => objectsOrValues(container['volumeDevices']).length > 0),
    sysAdminWithoutEscalation: security.some(hasSysAdminWithoutEscalation),
    resourceClaims:
      objectsOrValues(spec['resourceClaims']).length > 0 ||
      all.some((container) => objectsOrValues(member(container, 'resources')['claims']).length > 0),
    hostIps: all.some((container) =>
      objects(container['env']).some(
        (variable) => member(member(variable, 'valueFrom'), 'fieldRef')['fieldPath'] === 'status.hostIPs',
      ),
    ),
  };
}

/** Source: kubernetes v1.37 pkg/api/pod/util.go hasSysAdminAndPrivilegeEscalationFalse */
function hasSysAdminWithoutEscalation(context: JsonObject): boolean {
  return (
    context['allowPrivilegeEscalation'] !== true &&
    objectsOrValues(member(context, 'capabilities')['add']).includes('CAP_SYS_ADMIN')
  );
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

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
