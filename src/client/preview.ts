import {
  evaluatePodSecurity,
  type Pod,
  type PodSecurityLevel,
  type PodSecurityVersion,
  type StatusCause,
} from '../index.js';
import { type AddOptions, prepare } from './add/add.js';
import { addByPatch } from './add/add-by-patch.js';
import type { NamedJson } from './add/patch.js';
import { refusePod } from './add/refuse.js';
import type { ClientContext } from './context.js';
import { type AnyClientError, isClientError } from './errors/guards.js';
import { type Permission, readPermissions } from './permissions.js';
import type { PodKey, PodRef } from './pod-ref.js';
import type { Scope } from './scope.js';
import { requestJson } from './transport/answer.js';

/** What would come of adding a container; nothing is changed. */
export interface Preview {
  /** Whether nothing known stands in the way of adding it. */
  readonly ok: boolean;
  /** The container as it would be sent. */
  readonly container: object;
  readonly validation: { readonly ok: boolean; readonly causes: readonly StatusCause[] };
  /** What the namespace's Pod Security labels make of the whole Pod; undefined where they may not be read. */
  readonly podSecurity: readonly PodSecurityVerdict[] | undefined;
  /** What adding, waiting, attaching and reading logs need, and whether the user may. */
  readonly permissions: readonly Permission[];
  /**
   * What the server answered to a dry run. It is not asked for a mirror Pod, nor for a Pod that ended or
   * is being deleted, which servers may take it for and never start it: the error says which.
   */
  readonly dryRun: { readonly ok: boolean; readonly error?: AnyClientError | undefined };
  readonly warnings: readonly string[];
}

export interface PodSecurityVerdict {
  readonly mode: 'enforce' | 'warn' | 'audit';
  readonly level: string;
  readonly version: string;
  readonly allowed: boolean;
  /** As admission words it; empty where it is allowed. */
  readonly message: string;
}

export async function previewContainer(
  context: ClientContext,
  ref: PodRef,
  container: object,
  options: AddOptions,
  scope: Scope,
): Promise<Preview> {
  const { podKey, pod, named, result } = await prepare(context, ref, container, options, scope);
  const [podSecurity, permissions, dryRun] = await Promise.all([
    evaluateNewPod(context, podKey, withContainer(pod, result.ok ? (result.value as object) : named), scope),
    readPermissions(context, podKey, scope),
    dryRunOf(context, podKey, pod, named, options, scope),
  ]);
  const needed = permissions.find(({ purpose }) => purpose === 'add');
  return {
    ok: result.ok && dryRun.ok && needed?.allowed !== false,
    container: named,
    validation: { ok: result.ok, causes: result.ok ? [] : result.causes },
    podSecurity,
    permissions,
    dryRun: { ok: dryRun.ok, error: dryRun.error },
    warnings: [...new Set([...result.warnings, ...dryRun.warnings])],
  };
}

function withContainer(pod: Pod, container: object): Pod {
  const existing = pod.spec?.ephemeralContainers ?? [];
  return {
    ...pod,
    spec: { ...pod.spec, ephemeralContainers: [...existing, container as { readonly name: string }] },
  };
}

/** Sent though the validator may have refused it: the server's own answer is wanted. */
async function dryRunOf(
  context: ClientContext,
  podKey: PodKey,
  pod: Pod,
  container: NamedJson,
  options: AddOptions,
  scope: Scope,
) {
  try {
    refusePod(pod);
    const { warnings } = await addByPatch(
      context,
      podKey,
      pod,
      container,
      { ...options, dryRun: true },
      scope,
    );
    return { ok: true, error: undefined, warnings };
  } catch (error) {
    if (scope.signal.aborted || !isClientError(error)) throw error;
    return { ok: false, error, warnings: [] };
  }
}

const modes = ['enforce', 'warn', 'audit'] as const;
const prefix = 'pod-security.kubernetes.io/';

/** Source: kubernetes v1.37 pod-security-admission api/helpers.go PolicyToEvaluate */
async function evaluateNewPod(
  { transport }: ClientContext,
  podKey: PodKey,
  pod: Pod,
  scope: Scope,
): Promise<PodSecurityVerdict[] | undefined> {
  const path = `/api/v1/namespaces/${encodeURIComponent(podKey.namespace)}`;
  let labels: Readonly<Record<string, string>>;
  try {
    const { value } = await requestJson<{ metadata?: { labels?: Record<string, string> } }>(
      transport,
      { method: 'GET', path },
      { podName: podKey.name },
      scope,
    );
    labels = value.metadata?.labels ?? {};
  } catch (error) {
    if (scope.signal.aborted || !isClientError(error)) throw error;
    return undefined;
  }
  return modes.flatMap((mode) => {
    const label = labels[prefix + mode];
    if (label === undefined) return [];
    // An unknown level is taken for the strictest by enforce, and for none by the others.
    const known = label === 'privileged' || label === 'baseline' || label === 'restricted';
    if (!known && mode !== 'enforce') return [];
    const level: PodSecurityLevel = known ? label : 'restricted';
    const version = versionOf(labels[`${prefix}${mode}-version`]);
    const { allowed, message } = evaluatePodSecurity(pod, { level, version });
    return [{ mode, level, version, allowed, message }];
  });
}

/** Source: kubernetes v1.37 pod-security-admission api/helpers.go ParseVersion */
function versionOf(label = 'latest'): PodSecurityVersion {
  return /^v1\.(0|[1-9]\d{0,17})$/.test(label) ? (label as PodSecurityVersion) : 'latest';
}
