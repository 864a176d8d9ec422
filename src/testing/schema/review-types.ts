import type { PodField, PodType } from '../../../generated/pod-types.js';

const string: PodField = { of: 'string' };
const metadata: PodField = { of: 'ObjectMeta' };

/**
 * The types of the reviews, which kubectl sends in protobuf.
 *
 * Source: kubernetes v1.37 api authorization/v1 and authentication/v1, types.go
 */
export const reviewTypes: Readonly<Record<string, PodType>> = {
  NonResourceAttributes: { fields: { path: string, verb: string } },
  ResourceAttributes: {
    fields: {
      group: string,
      name: string,
      namespace: string,
      resource: string,
      subresource: string,
      verb: string,
      version: string,
    },
  },
  SelfSubjectAccessReview: { fields: { metadata, spec: { of: 'SelfSubjectAccessReviewSpec' } } },
  SelfSubjectAccessReviewSpec: {
    fields: {
      nonResourceAttributes: { of: 'NonResourceAttributes' },
      resourceAttributes: { of: 'ResourceAttributes' },
    },
  },
  SelfSubjectReview: { fields: { metadata } },
  SelfSubjectRulesReview: { fields: { metadata, spec: { of: 'SelfSubjectRulesReviewSpec' } } },
  SelfSubjectRulesReviewSpec: { fields: { namespace: string } },
};
