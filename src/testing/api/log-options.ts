import { badRequest, type Cause, invalid } from '../model/errors.js';
import { explainTime } from '../schema/go-time.js';
import { readInteger } from './read-integer.js';
import { isTrue } from './request-info.js';

export interface LogRequest {
  readonly follow: boolean;
  readonly timestamps: boolean;
  readonly previous: boolean;
  readonly tailLines: number | undefined;
  readonly limitBytes: number | undefined;
  /** Entries at or after this time; to the second, as the server passes it on. */
  readonly since: string | undefined;
}

/**
 * Reads what a log request asks for; throws 400 for what is no number or time, 422 for what is wrong.
 *
 * Source: kubernetes v1.37 pkg/apis/core/validation/validation.go ValidatePodLogOptions
 */
export function readLogOptions(query: URLSearchParams, podName: string): LogRequest {
  const tailLines = readInteger(query, 'tailLines');
  const limitBytes = readInteger(query, 'limitBytes');
  const sinceSeconds = readInteger(query, 'sinceSeconds');
  const sinceTime = readTime(query.get('sinceTime') ?? '');
  const both = sinceSeconds !== undefined && sinceTime !== undefined;
  const causes = [
    ...(tailLines !== undefined && tailLines < 0
      ? [wrong('tailLines', tailLines, 'must be greater than or equal to 0')]
      : []),
    ...(limitBytes !== undefined && limitBytes < 1
      ? [wrong('limitBytes', limitBytes, 'must be greater than 0')]
      : []),
    ...(both ? [refused('[]', 'at most one of `sinceTime` or `sinceSeconds` may be specified')] : []),
    ...(!both && sinceSeconds !== undefined && sinceSeconds < 1
      ? [wrong('sinceSeconds', sinceSeconds, 'must be greater than 0')]
      : []),
    // the feature gate PodLogsQuerySplitStreams is off by default
    ...(query.has('stream') ? [refused('stream', 'may not be specified')] : []),
  ];
  if (causes.length > 0) throw invalid('PodLogOptions', podName, causes);
  return {
    follow: isTrue(query.get('follow')),
    timestamps: isTrue(query.get('timestamps')),
    previous: isTrue(query.get('previous')),
    tailLines,
    limitBytes,
    since:
      sinceTime ??
      (sinceSeconds === undefined ? undefined : new Date(Date.now() - sinceSeconds * 1000).toISOString()),
  };
}

function wrong(field: string, value: number, detail: string): Cause {
  return { reason: 'FieldValueInvalid', message: `Invalid value: ${value}: ${detail}`, field };
}

function refused(field: string, detail: string): Cause {
  return { reason: 'FieldValueForbidden', message: `Forbidden: ${detail}`, field };
}

function readTime(text: string): string | undefined {
  if (text === '') return undefined;
  const problem = explainTime(text);
  if (problem !== undefined) throw badRequest(problem);
  return `${new Date(text).toISOString().slice(0, 19)}.000000000Z`;
}
