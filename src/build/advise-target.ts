import { isObject, member, objects } from '../core/json.js';
import type { NamedContainer, Pod } from '../core/pod.js';
import { listContainers } from './list-containers.js';

/** What to put into `targetContainerName`, and why. */
export interface TargetAdvice {
  /** The container to target; undefined where there is none to choose, or no need. */
  readonly target: string | undefined;
  /** One sentence for the user. */
  readonly reason: string;
}

/** Why a container waits that is about to run: the kubelet starts what targets it after it. */
const starting = ['ContainerCreating', 'PodInitializing'];
const annotation = 'kubectl.kubernetes.io/default-container';

/**
 * Says which container a new ephemeral container should target to see its processes: the one that
 * `kubectl.kubernetes.io/default-container` names, which may be an init container, else the only
 * regular one; none where the Pod's processes are visible anyhow, where the choice is the user's, or
 * where the target does not run, which would keep the new container from starting. Without `status`
 * all containers are taken to run.
 *
 * Source: kubernetes v1.34 pkg/kubelet/kuberuntime/util/util.go PidNamespaceForPod, kubectl v0.34
 * pkg/cmd/util/podcmd/podcmd.go FindOrDefaultContainerByName
 *
 * @example
 * ```ts
 * import { adviseTarget } from 'ephemeral-containers';
 *
 * const { target, reason } = adviseTarget({ spec: { containers: [{ name: 'app' }] } });
 * // 'app', 'app is the only container'
 * ```
 */
export function adviseTarget(pod: Pod): TargetAdvice {
  const spec = pod?.spec ?? {};
  if (spec.os?.name === 'windows') return none('Windows has no process namespaces to share');
  if (spec.hostPID === true) {
    return none('hostPID is set: the processes of the whole node are visible without a target');
  }
  if (spec.shareProcessNamespace === true) {
    return none('shareProcessNamespace is set: the processes of all containers are visible without a target');
  }
  const marked = pod?.metadata?.annotations?.[annotation];
  const targets = listContainers(pod, ['containers', 'initContainers']);
  if (marked !== undefined && marked !== '' && targets.some(({ name }) => name === marked)) {
    return checkRunning(pod, marked, `${marked} is the default container by annotation ${annotation}`);
  }
  const containers = listContainers(pod, ['containers']);
  const [only, ...others] = containers;
  if (only === undefined) return none('the Pod has no containers');
  if (others.length === 0) return checkRunning(pod, only.name, `${only.name} is the only container`);
  return none(`the Pod has several containers: choose one of ${containers.map(nameOf).join(', ')}`);
}

function nameOf({ name }: NamedContainer): string {
  return name;
}

function none(reason: string): TargetAdvice {
  return { target: undefined, reason };
}

/** A container that has ended, or cannot start, has no process namespace to join. */
function checkRunning(pod: Pod, target: string, reason: string): TargetAdvice {
  const { containerStatuses, initContainerStatuses } = pod?.status ?? {};
  const statuses = [...objects(containerStatuses), ...objects(initContainerStatuses)];
  const state = member(statuses.find(({ name }) => name === target) ?? {}, 'state');
  const ended = state['waiting'] ?? state['terminated'];
  if (!isObject(ended) || isObject(state['running'])) return { target, reason };
  const word = typeof ended['reason'] === 'string' ? ended['reason'] : '';
  if (starting.includes(word)) return { target, reason };
  const cause = word === '' ? '' : ` (${word})`;
  return none(`${target} does not run${cause}: it has no processes, and as a target it prevents the start`);
}
