import { isObject } from '../json.js';
import { type AccessQuestion, isAllowed } from './authorization.js';
import { invalid } from './errors.js';
import type { Exchange } from './exchange.js';
import { decodeAccessReview } from './protobuf-review.js';
import { contentType, readObject } from './read-body.js';

/** Answers by the same rules that requests are judged by. */
export function sendAccessReview(exchange: Exchange): void {
  const review =
    contentType(exchange) === 'application/vnd.kubernetes.protobuf'
      ? decodeAccessReview(exchange.body)
      : readObject(exchange, 'SelfSubjectAccessReview');
  const spec = isObject(review['spec']) ? review['spec'] : {};
  const question = readQuestion(spec);
  const allowed = isAllowed(exchange.user, question);
  exchange.send(201, {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {},
    spec,
    status: { allowed },
  });
}

function readQuestion(spec: Readonly<Record<string, unknown>>): AccessQuestion {
  const text = (from: Readonly<Record<string, unknown>>, key: string): string => String(from[key] ?? '');
  const { resourceAttributes: resource, nonResourceAttributes: path } = spec;
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
  if (isObject(path)) {
    const none = { group: '', resource: '', subresource: '', namespace: '', name: '' };
    return { ...none, verb: text(path, 'verb'), path: text(path, 'path') };
  }
  throw invalid(
    '',
    '',
    [
      {
        reason: 'FieldValueInvalid',
        message:
          'Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified',
        field: 'spec',
      },
    ],
    'authorization.k8s.io',
  );
}

export function sendRulesReview(exchange: Exchange): void {
  const review = readObject(exchange, 'SelfSubjectRulesReview');
  const spec = isObject(review['spec']) ? review['spec'] : {};
  const namespace = String(spec['namespace'] ?? '');
  const rules = exchange.user.rules.filter(
    (rule) =>
      rule.namespaces === undefined || rule.namespaces.includes('*') || rule.namespaces.includes(namespace),
  );
  exchange.send(201, {
    kind: 'SelfSubjectRulesReview',
    apiVersion: 'authorization.k8s.io/v1',
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
