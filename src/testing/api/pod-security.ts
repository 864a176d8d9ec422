import { evaluatePodSecurity, type PodSecurityLevel, type PodSecurityVersion } from '../../security/index.js';
import { forbidden } from '../model/errors.js';
import type { PodObject } from '../model/objects.js';
import type { ServerContext } from './context.js';
import type { RequestScope } from './request-scope.js';

interface Policy {
  readonly level: PodSecurityLevel;
  readonly version: PodSecurityVersion;
}

type Labels = Readonly<Record<string, string>>;

const label = 'pod-security.kubernetes.io';

/**
 * Evaluates the whole Pod by the labels of its namespace: `enforce` refuses, `warn` warns.
 *
 * Source: kubernetes v1.37 pod-security-admission admission/admission.go EvaluatePod
 */
export function enforcePodSecurity(
  context: ServerContext,
  scope: RequestScope,
  current: PodObject | undefined,
  updated: PodObject,
): void {
  if (current !== undefined && !isSignificant(current, updated)) return;
  const namespace = context.store.get({ resource: 'namespaces', name: scope.info.namespace });
  const labels = namespace?.metadata.labels ?? {};
  const enforce = readEnforcePolicy(labels);
  const refusal = evaluatePodSecurity(updated, enforce);
  if (!refusal.allowed) throw forbidden('pods', updated.metadata.name, refusal.message);
  const warn = readWarnPolicy(labels, enforce);
  if (warn.level === enforce.level && warn.version === enforce.version) return;
  const warning = evaluatePodSecurity(updated, warn);
  if (!warning.allowed) scope.warn(`would ${warning.message.replace(/^violates/, 'violate')}`);
}

/** Source: kubernetes v1.37 pod-security-admission admission/admission.go isSignificantPodUpdate */
function isSignificant(before: PodObject, after: PodObject): boolean {
  return (['containers', 'initContainers', 'ephemeralContainers'] as const).some((kind) => {
    const old = new Map(before.spec[kind]?.map(({ name, image }) => [name, image]));
    return (after.spec[kind] ?? []).some(({ name, image }) => old.get(name) !== image);
  });
}

/**
 * A level that does not exist is `restricted` for what is enforced, and nothing for what warns.
 *
 * Source: kubernetes v1.37 pod-security-admission api/helpers.go PolicyToEvaluate
 */
function readEnforcePolicy(labels: Labels): Policy {
  const level = labels[`${label}/enforce`] ?? 'privileged';
  return { level: isLevel(level) ? level : 'restricted', version: readVersion(labels, 'enforce') };
}

/** Without a level of its own, warning follows what is enforced. */
function readWarnPolicy(labels: Labels, enforce: Policy): Policy {
  const level = labels[`${label}/warn`];
  const version = readVersion(labels, 'warn');
  if (level !== undefined) return { level: isLevel(level) ? level : 'privileged', version };
  const follows = isLevel(labels[`${label}/enforce`]) && enforce.level !== 'privileged';
  if (!follows) return { level: 'privileged', version };
  return { ...enforce, ...(labels[`${label}/warn-version`] === undefined ? {} : { version }) };
}

function isLevel(text: string | undefined): text is PodSecurityLevel {
  return text === 'privileged' || text === 'baseline' || text === 'restricted';
}

function readVersion(labels: Labels, mode: 'enforce' | 'warn'): PodSecurityVersion {
  const text = labels[`${label}/${mode}-version`] ?? '';
  return isVersion(text) ? text : 'latest';
}

function isVersion(text: string): text is PodSecurityVersion {
  return /^(latest|v1\.(0|[1-9][0-9]*))$/.test(text);
}
