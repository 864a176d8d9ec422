import type { Pod } from '../core/pod.js';
import type { Revision, SecurityCheck } from './check.js';
import { checks } from './checks.js';
import { type PodView, viewPod } from './pod-view.js';
import { type PodSecurityLevel, type PodSecurityVersion, parseLevel, parseVersion } from './versions.js';

export interface PodSecurityOptions {
  readonly level: PodSecurityLevel;
  /** `latest` where left out, as admission takes it. */
  readonly version?: PodSecurityVersion;
}

/** One check that the Pod does not pass. */
export interface PodSecurityViolation {
  /** The id of the check: `privileged`, `capabilities_baseline`, … */
  readonly check: string;
  /** `non-default capabilities` */
  readonly reason: string;
  /** `container "debugger" must not include "NET_ADMIN" in securityContext.capabilities.add` */
  readonly detail: string;
}

export interface PodSecurityResult {
  readonly allowed: boolean;
  /** In the order in which admission reports them; empty where allowed. */
  readonly violations: readonly PodSecurityViolation[];
  /** Every violation as `reason (detail)`, joined; empty where allowed. */
  readonly detail: string;
  /** `violates PodSecurity "LEVEL:VERSION": DETAIL`; empty where allowed. */
  readonly message: string;
}

/**
 * Evaluates a whole Pod by the Pod Security Standards as admission in the API server does: its init,
 * regular and ephemeral containers, old ones too, and the fields of the Pod itself. A Pod that
 * breaks its namespace's level for whatever reason takes no new ephemeral container there.
 *
 * The Pod is evaluated as the server stores it: ports of a Pod on the host's network are host ports, a
 * volume without a source is an `emptyDir`. Values of a wrong type count as absent.
 *
 * Never throws for a Pod, and never changes it. Throws a `RangeError` for a `level` or `version`
 * that does not exist. A version newer than the newest known is evaluated by the newest known.
 *
 * Source: kubernetes v1.37 pod-security-admission policy/registry.go EvaluatePod, admission
 * EvaluatePod
 *
 * @example
 * ```ts
 * import { evaluatePodSecurity } from 'ephemeral-containers';
 *
 * const pod = {
 *   spec: {
 *     containers: [{ name: 'app', image: 'nginx' }],
 *     ephemeralContainers: [{ name: 'debugger', securityContext: { privileged: true } }],
 *   },
 * };
 * const { allowed, message } = evaluatePodSecurity(pod, { level: 'baseline', version: '1.34' });
 * // false
 * // violates PodSecurity "baseline:v1.34": privileged (container "debugger" must not set securityContext.privileged=true)
 * console.log(allowed, message);
 * ```
 */
export function evaluatePodSecurity(pod: Pod, options: PodSecurityOptions): PodSecurityResult {
  const level = parseLevel(options?.level);
  const { minor, label } = parseVersion(options.version ?? 'latest');
  const violations = level === 'privileged' ? [] : findViolations(viewPod(pod), checksOf(level, minor));
  const detail = violations.map(describe).join(', ');
  const allowed = violations.length === 0;
  const message = allowed ? '' : `violates PodSecurity "${level}:${label}": ${detail}`;
  return { allowed, violations, detail, message };
}

interface CheckInForce extends Revision {
  readonly id: string;
}

function checksOf(level: 'baseline' | 'restricted', minor: number): readonly CheckInForce[] {
  const inForce = checks
    .filter((check) => level === 'restricted' || check.level === 'baseline')
    .flatMap((check) => inForceAt(check, minor));
  const overridden = inForce.flatMap((check) => check.overrides ?? []);
  return inForce.filter((check) => !overridden.includes(check.id));
}

function inForceAt(check: SecurityCheck, minor: number): readonly CheckInForce[] {
  const revision = check.revisions.filter(({ since }) => since <= minor).at(-1);
  return revision === undefined ? [] : [{ id: check.id, ...revision }];
}

function findViolations(pod: PodView, inForce: readonly CheckInForce[]): PodSecurityViolation[] {
  return inForce.flatMap(({ id, checkPod }) => {
    const violation = checkPod(pod);
    return violation === undefined ? [] : [{ check: id, ...violation }];
  });
}

function describe({ reason, detail }: PodSecurityViolation): string {
  return detail === '' ? reason : `${reason} (${detail})`;
}
