import { requireKnown } from '../core/known-options.js';
import { parseMinor } from '../validate/parse-minor.js';
import { requireNamespaceName } from './check-pod-input.js';
import {
  describe,
  requireAmount,
  requireList,
  requireObject,
  requireText,
  requireTexts,
} from './model/check-value.js';
import type { ApiServerOptions } from './options.js';

const options = ['pods', 'namespaces', 'minor', 'users', 'kubelet', 'faults', 'port', 'bookmarkInterval'];

/** Throws the TypeError of options that make no sense; Pods and faults are checked where they are read. */
export function requireOptions(given: ApiServerOptions): void {
  requireObject(given, 'options');
  requireKnown(given, options);
  const { minor, port = 0, bookmarkInterval = 0 } = given;
  requireMinor(minor);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new TypeError(`port: ${describe(port)} is not a port`);
  }
  requireAmount(bookmarkInterval, 'bookmarkInterval');
  requireList(given.pods ?? [], 'pods');
  requireList(given.faults ?? [], 'faults');
  requireNamespaces(given.namespaces ?? {});
  requireUsers(given.users ?? []);
  requireKubelet(given.kubelet ?? {});
}

function requireMinor(minor: ApiServerOptions['minor']): void {
  try {
    if (minor !== undefined) parseMinor(minor);
  } catch (error) {
    throw new TypeError(error instanceof Error ? error.message : String(error));
  }
}

function requireNamespaces(namespaces: NonNullable<ApiServerOptions['namespaces']>): void {
  requireObject(namespaces, 'namespaces');
  for (const [name, namespace] of Object.entries(namespaces)) {
    const where = `namespaces[${describe(name)}]`;
    requireNamespaceName(name, where);
    requireObject(namespace, where);
    requireKnown(namespace, ['labels'], where);
    const { labels = {} } = namespace;
    requireObject(labels, `${where}.labels`);
    requireTexts(Object.values(labels), `${where}.labels`);
  }
}

const ruleLists = ['verbs', 'resources', 'apiGroups', 'resourceNames', 'nonResourceURLs', 'namespaces'];

function requireUsers(users: NonNullable<ApiServerOptions['users']>): void {
  const seen = { name: new Set<string>(), token: new Set<string>() };
  for (const [index, user] of requireList(users, 'users').entries()) {
    const where = `users[${index}]`;
    requireObject(user, where);
    const { name, token, groups = [], rules = [] } = user as (typeof users)[number];
    requireKnown(user, ['name', 'token', 'groups', 'rules'], where);
    for (const [field, value] of Object.entries({ name, token }) as ['name' | 'token', unknown][]) {
      const text = requireText(value, `${where}.${field}`);
      if (seen[field].has(text))
        throw new TypeError(`${where}.${field}: ${describe(text)} is another user's`);
      seen[field].add(text);
    }
    requireTexts(groups, `${where}.groups`);
    for (const [at, rule] of requireList(rules, `${where}.rules`).entries()) {
      const path = `${where}.rules[${at}]`;
      requireObject(rule, path);
      requireKnown(rule, ruleLists, path);
      const lists: Record<string, unknown> = { verbs: undefined, ...(rule as object) };
      for (const [list, value] of Object.entries(lists)) {
        if (value !== undefined || list === 'verbs') requireTexts(value, `${path}.${list}`);
      }
    }
  }
}

const behaviours = [
  ...['name', 'image', 'command', 'pod', 'seenAfter', 'waitingReason', 'startsAfter', 'exitSeenAfter'],
  ...['failure', 'program', 'exec'],
];

function requireKubelet(kubelet: NonNullable<ApiServerOptions['kubelet']>): void {
  requireObject(kubelet, 'kubelet');
  const lists = ['images', 'configMaps', 'secrets'] as const;
  requireKnown(kubelet, ['containers', ...lists, 'backOff', 'terminationGrace'], 'kubelet');
  for (const list of lists) requireTexts(kubelet[list] ?? [], `kubelet.${list}`);
  requireAmount(kubelet.backOff ?? 0, 'kubelet.backOff');
  requireAmount(kubelet.terminationGrace ?? 0, 'kubelet.terminationGrace');
  for (const [index, behaviour] of requireList(kubelet.containers ?? [], 'kubelet.containers').entries()) {
    const where = `kubelet.containers[${index}]`;
    requireObject(behaviour, where);
    requireKnown(behaviour, behaviours, where);
  }
}
