import { member, type PodView } from './pod-view.js';

/** What a check forbids: `reason` in a few words, `detail` with names and values. */
export interface Violation {
  readonly reason: string;
  readonly detail: string;
}

/** Answers nothing where the Pod passes. */
export type CheckPod = (pod: PodView) => Violation | undefined;

/** A check as it stands from one policy version to the next revision. */
export interface Revision {
  /** The first policy version it applies to: 34 for `v1.34`. */
  readonly since: number;
  readonly checkPod: CheckPod;
  /** Baseline checks that this one replaces at the restricted level. */
  readonly overrides?: readonly string[];
}

export interface SecurityCheck {
  readonly id: string;
  readonly level: 'baseline' | 'restricted';
  /** By rising `since`. */
  readonly revisions: readonly Revision[];
}

/**
 * Windows Pods have no Linux fields to set, so that some checks pass them.
 *
 * Source: kubernetes v1.37 pod-security-admission policy/check_capabilities_restricted.go
 */
export function exemptWindows(checkPod: CheckPod): CheckPod {
  return (pod) => (member(pod.spec['os'], 'name') === 'windows' ? undefined : checkPod(pod));
}

/**
 * Root in a user namespace of its own is not root of the node.
 *
 * Source: kubernetes v1.37 pod-security-admission policy/helpers.go relaxPolicyForUserNamespacePod
 */
export function exemptUserNamespace(checkPod: CheckPod): CheckPod {
  return (pod) => (pod.spec['hostUsers'] === false ? undefined : checkPod(pod));
}
