/** How strategic merge treats a list: by which key it merges, and what its items hold. */
export interface PatchSchema {
  /** The list merges item by item under this key; `''` for a list of scalars. Otherwise it is replaced. */
  readonly mergeKey?: string;
  readonly fields?: { readonly [name: string]: PatchSchema };
}

const container: PatchSchema = {
  mergeKey: 'name',
  fields: {
    env: { mergeKey: 'name' },
    ports: { mergeKey: 'containerPort' },
    volumeMounts: { mergeKey: 'mountPath' },
    volumeDevices: { mergeKey: 'devicePath' },
  },
};

/**
 * The merge keys of a Pod.
 *
 * Source: kubernetes v1.37 api core/v1/types.go, the patchStrategy and patchMergeKey tags
 */
export const podPatchSchema: PatchSchema = {
  fields: {
    metadata: { fields: { ownerReferences: { mergeKey: 'uid' }, finalizers: { mergeKey: '' } } },
    spec: {
      fields: {
        containers: container,
        initContainers: container,
        ephemeralContainers: container,
        volumes: { mergeKey: 'name' },
        imagePullSecrets: { mergeKey: 'name' },
        hostAliases: { mergeKey: 'ip' },
        topologySpreadConstraints: { mergeKey: 'topologyKey' },
      },
    },
    status: { fields: { conditions: { mergeKey: 'type' } } },
  },
};
