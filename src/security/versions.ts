import { minors } from '../../generated/facts/minors.js';

/**
 * A policy version as the label `pod-security.kubernetes.io/enforce-version` has it. The `v` may be
 * left out.
 */
export type PodSecurityVersion = 'latest' | `1.${number}` | `v1.${number}`;

export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** The policy versions that recorded answers of admission hold this library to. */
export const podSecurityVersions = [
  '1.23',
  '1.24',
  ...minors,
  'latest',
] as const satisfies readonly PodSecurityVersion[];

const levels: readonly unknown[] = ['privileged', 'baseline', 'restricted'];

/** Throws a RangeError for what is no level. */
export function parseLevel(level: unknown): PodSecurityLevel {
  if (levels.includes(level)) return level as PodSecurityLevel;
  throw new RangeError(
    `level: ${show(level)} is not a Pod Security level; use "privileged", "baseline" or "restricted"`,
  );
}

/**
 * The minor to evaluate by, and the version as admission prints it. A version that is not out yet is
 * evaluated by the newest that is known. Throws a RangeError for what is no version.
 *
 * Source: kubernetes v1.37 pod-security-admission api/helpers.go ParseVersion
 */
export function parseVersion(version: unknown): { readonly minor: number; readonly label: string } {
  if (version === 'latest') return { minor: Number.POSITIVE_INFINITY, label: 'latest' };
  const digits = typeof version === 'string' ? /^v?1\.(0|[1-9]\d{0,17})$/.exec(version)?.[1] : undefined;
  if (digits !== undefined) return { minor: Number(digits), label: `v1.${digits}` };
  throw new RangeError(
    `version: ${show(version)} is not a Pod Security policy version; use "latest" or one such as "v1.34"`,
  );
}

function show(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : `a value of type ${typeof value}`;
}
