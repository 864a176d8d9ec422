import type { ContainerObject, PodObject } from '../model/objects.js';
import type { KubeletOptions, StartFailure } from './behaviour.js';
import { containerArgv, findProgram } from './command.js';
import { splitImage } from './image-name.js';
import type { ContainerRun } from './run.js';

/** What the node knows of a container when it starts it. */
export interface StartFacts {
  readonly options: KubeletOptions;
  readonly pod: PodObject;
  readonly run: ContainerRun;
  /** The container of its `targetContainerName`. */
  readonly target: ContainerRun | undefined;
}

/** The failure that a container has on a node without a network, unless the options script another. */
export function findStartFailure({ options, pod, run, target }: StartFacts): StartFailure | undefined {
  const { container } = run;
  return (
    volumeFailure(options, pod, container) ??
    imageFailure(options, container) ??
    userFailure(pod, container) ??
    environmentFailure(options, container) ??
    targetFailure(run, target) ??
    commandFailure(pod, container)
  );
}

interface Volume {
  readonly name: string;
  readonly configMap?: { readonly name?: string; readonly optional?: boolean };
  readonly secret?: { readonly secretName?: string; readonly optional?: boolean };
}

/** Volumes of config maps and Secrets that are not there; they are mounted for the whole Pod, before any container. */
function volumeFailure(
  { configMaps = [], secrets = [] }: KubeletOptions,
  pod: PodObject,
  container: ContainerObject,
): StartFailure | undefined {
  const mounts = (container['volumeMounts'] ?? []) as readonly { readonly name: string }[];
  const volumes = (pod.spec['volumes'] ?? []) as readonly Volume[];
  const sources = volumes
    .filter(({ name }) => mounts.some((mount) => mount.name === name))
    .flatMap(({ name: volume, configMap, secret }) => [
      { volume, kind: 'configmap', ...configMap, there: configMaps },
      { volume, kind: 'secret', ...secret, name: secret?.secretName, there: secrets },
    ]);
  const missing = sources.find(
    ({ name, optional, there }) => name !== undefined && optional !== true && !there.includes(name),
  );
  if (missing === undefined) return undefined;
  const { volume, kind, name } = missing;
  return {
    reason: 'FailedMount',
    message: `MountVolume.SetUp failed for volume "${volume}" : ${kind} "${name}" not found`,
  };
}

const reference =
  /^(?:[a-zA-Z0-9.-]+(?::[0-9]+)?\/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::[\w][\w.-]{0,127})?(?:@[a-z0-9]+:[a-f0-9]{32,})?$/;

/** Source: kubernetes v1.37 pkg/kubelet/images/image_manager.go EnsureImageExists */
function imageFailure(options: KubeletOptions, container: ContainerObject): StartFailure | undefined {
  const image = String(container.image ?? '');
  if (!reference.test(image)) return { reason: 'InvalidImageName', message: describeInvalidImage(image) };
  const host = image.split('/')[0] ?? '';
  // RFC 2606: no name under .invalid ever resolves
  const unreachable = /\.invalid(?::[0-9]+)?$/.test(host);
  const present = options.images === undefined ? !unreachable : options.images.includes(image);
  if (present && container.imagePullPolicy !== 'Always') return undefined;
  if (container.imagePullPolicy === 'Never') {
    return {
      reason: 'ErrImageNeverPull',
      message: `Container image "${image}" is not present with pull policy of Never`,
    };
  }
  return unreachable ? { reason: 'ErrImagePull', message: describePullFailure(image, host) } : undefined;
}

function describeInvalidImage(image: string): string {
  const name = splitImage(image).path.split(':')[0] ?? '';
  const detail = /[A-Z]/.test(name) ? `: repository name (${name}) must be lowercase` : '';
  return `Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format${detail}`;
}

function describePullFailure(image: string, host: string): string {
  const [path = '', tag = 'latest'] = image.slice(host.length + 1).split(':');
  return (
    `failed to pull and unpack image "${image}": failed to resolve reference "${image}": failed to do request: ` +
    `Head "https://${host}/v2/${path}/manifests/${tag}": dial tcp: lookup ${host}: no such host`
  );
}

/** Scripted images have no user of their own, so they run as root. */
function userFailure(pod: PodObject, container: ContainerObject): StartFailure | undefined {
  const podContext = (pod.spec['securityContext'] ?? {}) as NonNullable<ContainerObject['securityContext']>;
  const nonRoot = container.securityContext?.runAsNonRoot ?? podContext.runAsNonRoot;
  const user = container.securityContext?.runAsUser ?? podContext.runAsUser;
  if (nonRoot !== true || (user !== undefined && user !== 0)) return undefined;
  const { name, namespace, uid } = pod.metadata;
  const where = `(pod: "${name}_${namespace}(${uid})", container: ${container.name})`;
  const text =
    user === 0
      ? "container's runAsUser breaks non-root policy"
      : 'container has runAsNonRoot and image will run as root';
  return { reason: 'CreateContainerConfigError', message: `${text} ${where}` };
}

interface Reference {
  readonly name: string;
  readonly optional?: boolean;
}

/** Config maps and Secrets that are not there. */
function environmentFailure(options: KubeletOptions, container: ContainerObject): StartFailure | undefined {
  const env = (container.env ?? []) as { valueFrom?: Record<string, Reference> }[];
  const envFrom = (container['envFrom'] ?? []) as Record<string, Reference>[];
  const missing = (
    list: readonly (Reference | undefined)[],
    there: readonly string[] = [],
  ): string | undefined =>
    list.find((each) => each !== undefined && each.optional !== true && !there.includes(each.name))?.name;
  const configMap = missing(
    [
      ...env.map(({ valueFrom }) => valueFrom?.['configMapKeyRef']),
      ...envFrom.map((each) => each['configMapRef']),
    ],
    options.configMaps,
  );
  const secret = missing(
    [...env.map(({ valueFrom }) => valueFrom?.['secretKeyRef']), ...envFrom.map((each) => each['secretRef'])],
    options.secrets,
  );
  if (configMap === undefined && secret === undefined) return undefined;
  const what = configMap === undefined ? `secret "${secret}"` : `configmap "${configMap}"`;
  return { reason: 'CreateContainerConfigError', message: `${what} not found` };
}

/** The waiting reason of a container that is starting. */
const startingReasons: readonly string[] = ['ContainerCreating', 'PodInitializing'];

/**
 * A container that has ended has no processes to join, and one that nothing was created of is not found.
 *
 * Source: kubernetes v1.37 pkg/kubelet/kuberuntime/kuberuntime_container.go getTargetID
 */
function targetFailure(run: ContainerRun, target: ContainerRun | undefined): StartFailure | undefined {
  const { targetContainerName } = run.container;
  if (targetContainerName === undefined || target === undefined) return undefined;
  if (target.state === 'waiting' && !startingReasons.includes(target.waitingReason)) {
    return {
      reason: 'CreateContainerConfigError',
      message: `unable to find target container ${targetContainerName}`,
    };
  }
  if (target.state !== 'exited') return undefined;
  const id = (of: ContainerRun): string => of.id.replace('containerd://', '');
  return {
    reason: 'CreateContainerError',
    message:
      `failed to generate container "${id(run)}" spec: invalid target container: ` +
      `container "${id(target)}" is not running - in state CONTAINER_EXITED`,
  };
}

/** An ephemeral container's image has the programs that are known here, and no others. */
function commandFailure(pod: PodObject, container: ContainerObject): StartFailure | undefined {
  const isEphemeral = pod.spec.ephemeralContainers?.some(({ name }) => name === container.name) === true;
  const argv = containerArgv(container);
  const [command] = argv;
  if (!isEphemeral || container.command === undefined || command === undefined) return undefined;
  if (findProgram(argv) !== undefined) return undefined;
  const problem = command.startsWith('/')
    ? `exec: "${command}": stat ${command}: no such file or directory: unknown`
    : `exec: "${command}": executable file not found in $PATH: unknown`;
  return {
    reason: 'RunContainerError',
    message:
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: ' +
      `unable to start container process: ${problem}`,
    shownAfter: 0,
  };
}
