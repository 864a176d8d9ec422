import type { PodField, PodType } from '../../../generated/pod-types.js';

const string: PodField = { of: 'string' };
const integer: PodField = { of: 'int64' };
const strings: PodField = { of: 'string', list: 'atomic' };
const object: Readonly<Record<string, PodField>> = {
  apiVersion: string,
  kind: string,
  metadata: { of: 'ObjectMeta' },
};

/**
 * The types of what the server keeps and reads besides Pods.
 *
 * Source: kubernetes v1.37 api core/v1, authorization/v1 and authentication/v1, types.go
 */
export const otherTypes: Readonly<Record<string, PodType>> = {
  DeleteOptions: {
    fields: {
      apiVersion: string,
      kind: string,
      dryRun: strings,
      gracePeriodSeconds: integer,
      ignoreStoreReadErrorWithClusterBreakingPotential: { of: 'boolean' },
      orphanDependents: { of: 'boolean' },
      preconditions: { of: 'Preconditions' },
      propagationPolicy: string,
    },
  },
  Event: {
    fields: {
      ...object,
      action: string,
      count: { of: 'int32' },
      eventTime: { of: 'time' },
      firstTimestamp: { of: 'time' },
      involvedObject: { of: 'ObjectReference' },
      lastTimestamp: { of: 'time' },
      message: string,
      reason: string,
      related: { of: 'ObjectReference' },
      reportingComponent: string,
      reportingInstance: string,
      series: { of: 'EventSeries' },
      source: { of: 'EventSource' },
      type: string,
    },
  },
  EventSeries: { fields: { count: { of: 'int32' }, lastObservedTime: { of: 'time' } } },
  EventSource: { fields: { component: string, host: string } },
  FieldSelectorAttributes: {
    fields: { rawSelector: string, requirements: { of: 'FieldSelectorRequirement', list: 'atomic' } },
  },
  Namespace: { fields: { ...object, spec: { of: 'NamespaceSpec' }, status: { of: 'NamespaceStatus' } } },
  NamespaceSpec: { fields: { finalizers: strings } },
  NamespaceStatus: { fields: { conditions: { of: 'object', list: ['type'] }, phase: string } },
  NonResourceAttributes: { fields: { path: string, verb: string } },
  ObjectReference: {
    fields: {
      apiVersion: string,
      fieldPath: string,
      kind: string,
      name: string,
      namespace: string,
      resourceVersion: string,
      uid: string,
    },
  },
  Preconditions: { fields: { resourceVersion: string, uid: string } },
  ResourceAttributes: {
    fields: {
      fieldSelector: { of: 'FieldSelectorAttributes' },
      group: string,
      labelSelector: { of: 'FieldSelectorAttributes' },
      name: string,
      namespace: string,
      resource: string,
      subresource: string,
      verb: string,
      version: string,
    },
  },
  FieldSelectorRequirement: { fields: { key: string, operator: string, values: strings } },
  SelfSubjectAccessReview: {
    fields: { ...object, spec: { of: 'SelfSubjectAccessReviewSpec' }, status: { of: 'object' } },
  },
  SelfSubjectAccessReviewSpec: {
    fields: {
      nonResourceAttributes: { of: 'NonResourceAttributes' },
      resourceAttributes: { of: 'ResourceAttributes' },
    },
  },
  SelfSubjectReview: { fields: { ...object, status: { of: 'object' } } },
  SelfSubjectRulesReview: {
    fields: { ...object, spec: { of: 'SelfSubjectRulesReviewSpec' }, status: { of: 'object' } },
  },
  SelfSubjectRulesReviewSpec: { fields: { namespace: string } },
};
