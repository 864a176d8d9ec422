import { formatCause, type StatusCause } from './cause.js';

/** The part of a `meta/v1` Status that this library reads and writes. */
export interface Status {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly metadata?: object;
  readonly status?: string;
  readonly message?: string;
  readonly reason?: string;
  readonly details?: StatusDetails;
  readonly code?: number;
}

export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly {
    readonly reason?: string;
    readonly message?: string;
    readonly field?: string;
  }[];
  readonly retryAfterSeconds?: number;
}

/**
 * The 422 that the API server sends for these causes on a Pod.
 *
 * Source: kubernetes v1.34 apimachinery pkg/api/errors/errors.go NewInvalid
 */
export function invalidPodStatus(podName: string, causes: readonly StatusCause[]): Status {
  const texts = [...new Set(causes.map(formatCause))];
  const list = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: `Pod ${JSON.stringify(podName)} is invalid: ${list}`,
    reason: 'Invalid',
    details: {
      name: podName,
      kind: 'Pod',
      causes: causes.map(({ reason, message, field }) => ({ reason, message, field })),
    },
    code: 422,
  };
}
