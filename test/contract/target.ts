import type { KubeConfig } from '@kubernetes/client-node';
import type { Pod } from '../../src/index.js';
import type { PolicyRule } from '../../src/testing/index.js';

/** An API server that the contract is held to: in this process, or a cluster's. */
export interface ContractTarget {
  /** An administrator's. */
  readonly kubeConfig: KubeConfig;
  /** Of `limited`, a user who may do nothing but what is granted. */
  readonly limited: KubeConfig;
  /** Of which Pod Security enforces `restricted`. */
  readonly restrictedNamespace: string;
  readonly namespace: string;
  /** Creates a Pod of one container, `app`, and waits until it runs. Returns it as read from the API. */
  createPod(pod: PodToCreate): Promise<Pod>;
  /** Removes it at once. */
  deletePod(name: string): Promise<void>;
  readPod(name: string): Promise<Pod>;
  /** Lets `limited` do what the rules say in `namespace`, and no more. */
  grant(rules: readonly PolicyRule[]): Promise<void>;
  close(): Promise<void>;
}

export interface PodToCreate {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly spec?: object;
}

/** The image that both have; on the cluster it is loaded into the node. */
export const busybox = { image: 'local/busybox:1', imagePullPolicy: 'IfNotPresent' } as const;

/** The spec of a Pod that Pod Security lets into a namespace that enforces `restricted`. */
export const restrictedSpec = {
  containers: [
    {
      name: 'app',
      ...busybox,
      command: ['sleep', '1000'],
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 1000,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        seccompProfile: { type: 'RuntimeDefault' },
      },
    },
  ],
};

export function podManifest({ name, namespace, labels = {}, spec = {} }: PodToCreate) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 1,
      containers: [{ name: 'app', ...busybox, command: ['sleep', '1000000'] }],
      ...spec,
    },
  };
}
