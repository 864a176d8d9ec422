/**
 * When the server comes to what a rule says; a rule that is not about the fields of one container in
 * their order names its stage when it reports.
 *
 * Source: kubernetes v1.37 pkg/apis/core/validation/validation.go validatePodMetadataAndSpec,
 * ValidatePodSpec, validateEphemeralContainers, ValidatePodEphemeralContainersUpdate
 */
export const stages = {
  annotations: 0,
  fields: 1,
  fieldsForPod: 2,
  uniqueName: 3,
  target: 4,
  disallowed: 5,
  disallowedInMounts: 6,
  hostProcess: 7,
  hostUsers: 8,
  operatingSystem: 9,
  fileVolumes: 10,
  annotationUpdates: 11,
  changes: 12,
} as const;

export type Stage = (typeof stages)[keyof typeof stages];
