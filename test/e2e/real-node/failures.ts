import type { ContainerToAdd, ErrorKind } from '../../../src/client/index.js';
import { busybox } from '../../contract/target.js';

const sleeper = { name: 'app', ...busybox, command: ['sleep', '1000000'] };
const crashed = { name: 'bad', ...busybox, command: ['sh', '-c', 'exit 3'] };
const sleepers = (spec: object = {}) => ({ containers: [sleeper], ...spec });
const once = { ...busybox, command: ['true'] };

export interface Failure {
  readonly title: string;
  readonly container: ContainerToAdd;
  readonly spec?: object;
  /** Whether its Pod is left to end first. */
  readonly podEnds?: true;
  readonly kind: ErrorKind;
  readonly says: RegExp;
}

const neverStarts: readonly Omit<Failure, 'kind'>[] = [
  {
    title: 'no such image',
    container: { image: 'nosuch.invalid/x:1', imagePullPolicy: 'IfNotPresent' },
    says: /(ErrImagePull|ImagePullBackOff).*no such host/,
  },
  {
    title: 'a registry that does not answer, and a pull secret that is not there',
    container: { image: '127.0.0.1:1/x:1' },
    spec: sleepers({ imagePullSecrets: [{ name: 'nope' }] }),
    says: /ErrImagePull.*connection refused; Unable to retrieve some image pull secrets \(nope\)/,
  },
  {
    title: 'an image that is not there and may not be pulled',
    container: { image: 'nosuch.invalid/x:1', imagePullPolicy: 'Never' },
    says: /ErrImageNeverPull.*not present with pull policy of Never/,
  },
  {
    title: 'a name that is none',
    container: { image: 'UPPER/Case', imagePullPolicy: 'IfNotPresent' },
    says: /InvalidImageName.*couldn't parse image name/,
  },
  {
    title: 'root in a Pod that forbids it',
    container: { ...once, securityContext: { runAsUser: 0 } },
    spec: { securityContext: { runAsNonRoot: true, runAsUser: 1000 } },
    says: /CreateContainerConfigError.*runAsUser breaks non-root policy/,
  },
  {
    title: 'an image of root where a user is wanted',
    container: { ...once, securityContext: { runAsNonRoot: true } },
    says: /CreateContainerConfigError.*image will run as root/,
  },
  {
    title: 'a variable of a config map that is not there',
    container: { ...once, env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'nope', key: 'k' } } }] },
    says: /CreateContainerConfigError.*configmap "nope" not found/,
  },
  {
    title: 'the variables of a Secret that is not there',
    container: { ...once, envFrom: [{ secretRef: { name: 'nope' } }] },
    says: /CreateContainerConfigError.*secret "nope" not found/,
  },
  {
    title: 'a volume of a config map that is not there',
    container: { ...once, volumeMounts: [{ name: 'v', mountPath: '/v' }] },
    spec: sleepers({ volumes: [{ name: 'v', configMap: { name: 'nope' } }] }),
    says: /FailedMount.*volume "v" : configmap "nope" not found/,
  },
  {
    title: 'a volume of a Secret that is not there',
    container: { ...once, volumeMounts: [{ name: 'v', mountPath: '/v' }] },
    spec: sleepers({ volumes: [{ name: 'v', secret: { secretName: 'nope' } }] }),
    says: /FailedMount.*volume "v" : secret "nope" not found/,
  },
  {
    title: 'a volume where a file is',
    container: { ...once, volumeMounts: [{ name: 'v', mountPath: '/bin/busybox' }] },
    spec: sleepers({ volumes: [{ name: 'v', emptyDir: {} }] }),
    says: /(StartError|RunContainerError).*error mounting .*not a directory/,
  },
  {
    title: 'a program that is not there',
    container: { ...busybox, command: ['/nosuch'] },
    says: /(StartError|RunContainerError).*\/nosuch.*no such file/,
  },
  {
    title: 'a target that crashed',
    container: { ...once, targetContainerName: 'bad' },
    spec: { containers: [sleeper, crashed] },
    says: /CreateContainerError.*not running/,
  },
];

export const failures: readonly Failure[] = [
  ...neverStarts.map((failure) => ({ ...failure, kind: 'start-failed' as const })),
  ...(['Failed', 'Succeeded'] as const).map((phase) => ({
    title: `a Pod that is ${phase}`,
    container: once,
    spec: { containers: [{ ...crashed, command: [phase === 'Failed' ? 'false' : 'true'] }] },
    podEnds: true as const,
    kind: 'pod-terminated' as const,
    says: new RegExp(`has ended \\(${phase}\\)`),
  })),
];
