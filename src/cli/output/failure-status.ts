import type { Status } from '../../index.js';
import { exitCode } from '../io.js';

/** The fields of a Status made here, beside its message. */
export interface Failure {
  readonly reason: string;
  readonly code: number;
}

/**
 * Reason and HTTP code of failures that the API server has a reason for.
 * Source: kubernetes v1.37 apimachinery pkg/api/errors/errors.go NewBadRequest, NewTimeoutError, NewServiceUnavailable
 */
export const failures = {
  badRequest: { reason: 'BadRequest', code: 400 },
  timeout: { reason: 'Timeout', code: 504 },
  unavailable: { reason: 'ServiceUnavailable', code: 503 },
} as const;

/** The failure that an exit code stands for; undefined for a code with several meanings. */
export function failureOfExit(code: number): Failure | undefined {
  if (code === exitCode.usage) return failures.badRequest;
  return code === exitCode.deadline ? failures.timeout : undefined;
}

/** A Status in the API server's form, about an ephemeral container where one is named. */
export function failureStatus(
  message: string,
  failure: Failure | undefined,
  containerName: string | undefined,
): Status {
  const details = containerName && { details: { name: containerName, kind: 'EphemeralContainer' } };
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    ...failure,
    ...details,
  };
}
