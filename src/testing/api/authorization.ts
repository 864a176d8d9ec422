import { ApiError, forbidden } from '../model/errors.js';
import type { RequestInfo } from './request-info.js';

/** A rule as a Role has it; `*` is any. */
export interface PolicyRule {
  readonly verbs: readonly string[];
  /** `pods`, `pods/ephemeralcontainers`, `*`. */
  readonly resources?: readonly string[];
  /** Default: the core group. */
  readonly apiGroups?: readonly string[];
  /** Default, and empty: any. */
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  /** Where it holds; default everywhere, as by a ClusterRoleBinding. */
  readonly namespaces?: readonly string[];
}

/** Who may use the server, by bearer token. */
export interface UserOptions {
  readonly name: string;
  readonly token: string;
  readonly groups?: readonly string[];
  /** Default: everything is allowed. */
  readonly rules?: readonly PolicyRule[];
}

export interface UserInfo {
  readonly name: string;
  readonly groups: readonly string[];
  readonly rules: readonly PolicyRule[];
}

/** What is asked: a request, or an access review's question. */
export type AccessQuestion = Pick<
  RequestInfo,
  'verb' | 'group' | 'resource' | 'subresource' | 'namespace' | 'name' | 'path'
>;

const everything: readonly PolicyRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];

/** What `system:discovery` and `system:basic-user` grant everybody. */
const basic: readonly PolicyRule[] = [
  {
    verbs: ['get'],
    nonResourceURLs: [
      '/api',
      '/api/*',
      '/apis',
      '/apis/*',
      '/healthz',
      '/livez',
      '/openapi',
      '/openapi/*',
      '/readyz',
      '/version',
    ],
  },
  {
    verbs: ['create'],
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  },
  { verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'] },
];

/** What `system:public-info-viewer` grants those who do not say who they are. */
const anonymous: UserInfo = {
  name: 'system:anonymous',
  groups: ['system:unauthenticated'],
  rules: [{ verbs: ['get'], nonResourceURLs: ['/healthz', '/livez', '/readyz', '/version'] }],
};

/** Finds who sends a request; throws 401 for an unknown token. Without users, every sender is an admin. */
export function authenticate(users: readonly UserOptions[], authorization: string | undefined): UserInfo {
  if (users.length === 0) {
    return {
      name: 'kubernetes-admin',
      groups: ['system:masters', 'system:authenticated'],
      rules: everything,
    };
  }
  const token = /^Bearer +(.+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return anonymous;
  const user = users.find((candidate) => candidate.token === token);
  if (user === undefined) throw new ApiError(401, 'Unauthorized', 'Unauthorized');
  return userOf(user);
}

/** A user by name; one that is not configured has the rights that all users have. */
export function findUser(users: readonly UserOptions[], name: string, groups: readonly string[]): UserInfo {
  const unknown = { name, rules: users.length === 0 ? everything : [] };
  return userOf({ ...(users.find((user) => user.name === name) ?? unknown), groups });
}

function userOf({ name, groups = [], rules = everything }: Omit<UserOptions, 'token'>): UserInfo {
  return { name, groups: [...groups, 'system:authenticated'], rules: [...basic, ...rules] };
}

export function isAllowed(user: UserInfo, question: AccessQuestion): boolean {
  return user.rules.some((rule) => allows(rule, question));
}

/** Throws the 403 that the server answers with. */
export function authorize(user: UserInfo, question: AccessQuestion): void {
  if (isAllowed(user, question)) return;
  const { verb, resource, subresource, group, namespace, name, path } = question;
  if (resource === '') {
    throw new ApiError(403, 'Forbidden', `forbidden: User "${user.name}" cannot ${verb} path "${path}"`, {});
  }
  const full = subresource === '' ? resource : `${resource}/${subresource}`;
  const where = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const message = `User "${user.name}" cannot ${verb} resource "${full}" in API group "${group}" ${where}`;
  throw forbidden(resource, name, message, group);
}

function allows(rule: PolicyRule, question: AccessQuestion): boolean {
  if (!has(rule.verbs, question.verb)) return false;
  if (question.resource === '')
    return (rule.nonResourceURLs ?? []).some((url) => coversPath(url, question.path));
  const { resource, subresource } = question;
  const { resources = [], resourceNames: names = [] } = rule;
  const full = subresource === '' ? resource : `${resource}/${subresource}`;
  return (
    has(rule.apiGroups ?? [''], question.group) &&
    (has(resources, full) || (subresource !== '' && resources.includes(`*/${subresource}`))) &&
    (names.length === 0 || names.includes(question.name)) &&
    (rule.namespaces === undefined || has(rule.namespaces, question.namespace))
  );
}

function has(list: readonly string[], item: string): boolean {
  return list.includes('*') || list.includes(item);
}

function coversPath(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : pattern === path;
}
