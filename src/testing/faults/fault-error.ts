import { ApiError } from '../model/errors.js';
import type { FaultAction } from './fault.js';

/** Source: kubernetes v1.37 apimachinery pkg/api/errors/errors.go */
const failures: Readonly<Record<number, readonly [reason: string, message: string]>> = {
  401: ['Unauthorized', 'Unauthorized'],
  403: ['Forbidden', 'forbidden: fault'],
  404: ['NotFound', 'the server could not find the requested resource'],
  409: ['Conflict', 'the server reported a conflict'],
  410: ['Expired', 'The provided resource version is too old.'],
  429: ['TooManyRequests', 'Too many requests, please try again later.'],
  500: ['InternalError', 'Internal error occurred: fault'],
  503: ['ServiceUnavailable', 'apiserver is shutting down'],
  504: ['Timeout', 'Timeout: request did not complete within requested timeout'],
};
const rejected = ['BadRequest', 'the server rejected our request for an unknown reason'] as const;
const broken = [
  'InternalError',
  'an error on the server ("fault") has prevented the request from succeeding',
] as const;

export function faultError(fault: Extract<FaultAction, { kind: 'status' }>): ApiError {
  const [reason, message] = failures[fault.code] ?? (fault.code < 500 ? rejected : broken);
  return new ApiError(
    fault.code,
    fault.reason ?? reason,
    fault.message ?? message,
    fault.retryAfter === undefined ? {} : { retryAfterSeconds: fault.retryAfter },
    fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) },
  );
}
