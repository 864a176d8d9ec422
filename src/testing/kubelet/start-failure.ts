import type { ContainerObject, PodObject } from '../objects.js';
import type { KubeletOptions, StartFailure } from './behaviour.js';
import { containerArgv, findProgram } from './command.js';

/** What a node that has neither network nor the image says, without being told to. */
export function findStartFailure(
  options: KubeletOptions,
  pod: PodObject,
  container: ContainerObject,
): StartFailure | undefined {
  return imageFailure(options, container) ?? userFailure(pod, container) ?? commandFailure(container);
}

const reference =
  /^(?:[a-zA-Z0-9.-]+(?::[0-9]+)?\/)?[a-z0-9._/-]+(?::[\w][\w.-]{0,127})?(?:@[a-z0-9]+:[a-f0-9]{32,})?$/;

/** Source: kubernetes v1.37 pkg/kubelet/images/image_manager.go EnsureImageExists */
function imageFailure(options: KubeletOptions, container: ContainerObject): StartFailure | undefined {
  const image = String(container.image ?? '');
  if (!reference.test(image)) {
    return {
      reason: 'InvalidImageName',
      message: `Failed to apply default image tag "${image}": couldn't parse image name "${image}": invalid reference format`,
    };
  }
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
  if (!unreachable) return undefined;
  return {
    reason: 'ErrImagePull',
    message:
      `failed to pull and unpack image "${image}": failed to resolve reference "${image}": ` +
      `failed to do request: Head "https://${host}/v2/": dial tcp: lookup ${host}: no such host`,
  };
}

/** Images run as root here; a scripted node knows no others. */
function userFailure(pod: PodObject, container: ContainerObject): StartFailure | undefined {
  const podContext = (pod.spec['securityContext'] ?? {}) as NonNullable<ContainerObject['securityContext']>;
  const nonRoot = container.securityContext?.runAsNonRoot ?? podContext.runAsNonRoot;
  const user = container.securityContext?.runAsUser ?? podContext.runAsUser;
  if (nonRoot !== true || (user !== undefined && user !== 0)) return undefined;
  const where = `(pod: "${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})", container: ${container.name})`;
  const text =
    user === 0
      ? "container's runAsUser breaks non-root policy"
      : 'container has runAsNonRoot and image will run as root';
  return { reason: 'CreateContainerConfigError', message: `${text} ${where}` };
}

/** An absolute path whose program nobody knows is not in the image. */
function commandFailure(container: ContainerObject): StartFailure | undefined {
  const argv = containerArgv(container);
  const command = argv[0];
  if (container.command === undefined || command === undefined || !command.startsWith('/nosuch'))
    return undefined;
  if (findProgram(argv) !== undefined) return undefined;
  return {
    reason: 'RunContainerError',
    message:
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: ' +
      `unable to start container process: exec: "${command}": stat ${command}: no such file or directory: unknown`,
    shownAfter: 0,
  };
}
