import { badRequest, invalid } from '../model/errors.js';
import { isObject, type JsonRecord } from '../model/json.js';
import { timestamp } from '../model/store.js';
import { type AccessQuestion, isAllowed } from './authorization.js';
import type { ServerContext } from './context.js';
import { readObject } from './read-body.js';
import type { RequestScope } from './request-scope.js';

const authorization = 'authorization.k8s.io/v1';

/** Answers by the rules that requests are authorized by. */
export function sendAccessReview(_context: ServerContext, scope: RequestScope): void {
  const spec = readSpec(scope, 'SelfSubjectAccessReview', authorization);
  const allowed = isAllowed(scope.user, readQuestion(spec));
  scope.send(201, {
    kind: 'SelfSubjectAccessReview',
    apiVersion: authorization,
    metadata: {},
    spec,
    status: { allowed },
  });
}

/** What a review asks; of its fields, those that are not known are not looked at. */
function readSpec(scope: RequestScope, type: string, apiVersion: string): JsonRecord {
  const changed = { type, minor: Number.POSITIVE_INFINITY };
  const { spec } = readObject(scope, changed, apiVersion).object;
  return isObject(spec) ? spec : {};
}

function readQuestion(spec: JsonRecord): AccessQuestion {
  const text = (from: JsonRecord, key: string): string => String(from[key] ?? '');
  const { resourceAttributes: resource, nonResourceAttributes: path } = spec;
  if (isObject(resource) === isObject(path)) throw notOneQuestion(path);
  if (isObject(resource)) {
    return {
      verb: text(resource, 'verb'),
      group: text(resource, 'group'),
      resource: text(resource, 'resource'),
      subresource: text(resource, 'subresource'),
      namespace: text(resource, 'namespace'),
      name: text(resource, 'name'),
      path: '',
    };
  }
  const none = { group: '', resource: '', subresource: '', namespace: '', name: '' };
  const asked = isObject(path) ? path : {};
  return { ...none, verb: text(asked, 'verb'), path: text(asked, 'path') };
}

/** Source: kubernetes v1.37 pkg/apis/authorization/validation/validation.go ValidateSelfSubjectAccessReviewSpec */
function notOneQuestion(path: unknown): Error {
  const shown = isObject(path)
    ? JSON.stringify({ Path: path['path'] ?? '', Verb: path['verb'] ?? '' })
    : 'null';
  const detail = 'exactly one of nonResourceAttributes or resourceAttributes must be specified';
  const cause = { reason: 'FieldValueInvalid', message: `Invalid value: ${shown}: ${detail}`, field: 'spec' };
  return invalid('', '', [cause], 'authorization.k8s.io');
}

export function sendRulesReview(_context: ServerContext, scope: RequestScope): void {
  const spec = readSpec(scope, 'SelfSubjectRulesReview', authorization);
  const namespace = String(spec['namespace'] ?? '');
  if (namespace === '') throw badRequest('no namespace on request');
  const rules = scope.user.rules.filter(
    (rule) =>
      rule.namespaces === undefined || rule.namespaces.includes('*') || rule.namespaces.includes(namespace),
  );
  scope.send(201, {
    kind: 'SelfSubjectRulesReview',
    apiVersion: authorization,
    metadata: {},
    spec: {},
    status: {
      resourceRules: rules
        .filter(({ resources }) => resources !== undefined)
        .map(({ verbs, apiGroups, resources, resourceNames }) => ({
          verbs,
          apiGroups: apiGroups ?? [''],
          resources,
          ...(resourceNames === undefined ? {} : { resourceNames }),
        })),
      nonResourceRules: rules
        .filter(({ nonResourceURLs }) => nonResourceURLs !== undefined)
        .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
      incomplete: false,
    },
  });
}

/** Who the server takes the client for. */
export function sendSelfReview(_context: ServerContext, scope: RequestScope): void {
  readSpec(scope, 'SelfSubjectReview', 'authentication.k8s.io/v1');
  const { name, groups } = scope.user;
  scope.send(201, {
    kind: 'SelfSubjectReview',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { creationTimestamp: timestamp() },
    status: { userInfo: { username: name, groups } },
  });
}
