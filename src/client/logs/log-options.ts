import type { OptionNames } from '../../core/known-options.js';
import { type CallOptions, ofCall } from '../scope.js';

/** Which part of a log is meant, by the names of `PodLogOptions`; without any, all of it. */
export interface LogRange {
  /** The last lines only; 0 is none of those there are. */
  readonly tailLines?: number | undefined;
  /** Lines of the last seconds. Not together with `sinceTime`. */
  readonly sinceSeconds?: number | undefined;
  /** Lines from this time on, in RFC 3339; the server takes whole seconds. */
  readonly sinceTime?: string | undefined;
}

export interface LogOptions extends LogRange, CallOptions {
  /** Whether to go on until the container ended; default false: what there is now. */
  readonly follow?: boolean | undefined;
  /** Whether each line begins with its time, in RFC 3339 with nanoseconds, and a space. */
  readonly timestamps?: boolean | undefined;
  /** Ends after so many bytes, be it amid a line; times count. */
  readonly limitBytes?: number | undefined;
}

export const ofLogs: OptionNames<LogOptions> = {
  ...ofCall,
  tailLines: true,
  sinceSeconds: true,
  sinceTime: true,
  follow: true,
  timestamps: true,
  limitBytes: true,
};

/**
 * Refuses what the server would, before anything is sent.
 *
 * Source: kubernetes v1.37 pkg/apis/core/validation/validation.go ValidatePodLogOptions
 */
export function checkLogOptions({ tailLines, sinceSeconds, sinceTime, limitBytes }: LogOptions): void {
  refuseBelow('tailLines', tailLines, 0);
  refuseBelow('sinceSeconds', sinceSeconds, 1);
  refuseBelow('limitBytes', limitBytes, 1);
  if (sinceSeconds !== undefined && sinceTime !== undefined) {
    throw new TypeError('at most one of sinceTime or sinceSeconds may be specified');
  }
  if (sinceTime !== undefined && !/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(sinceTime)) {
    throw new TypeError(`sinceTime: must be a time in RFC 3339, got ${JSON.stringify(sinceTime)}`);
  }
}

function refuseBelow(name: string, value: number | undefined, least: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= least)) return;
  throw new TypeError(`${name}: must be a whole number of at least ${least}, got ${value}`);
}

/** The bytes up to a limit; what is beyond it is not asked for. */
export async function* upTo(
  chunks: AsyncIterable<Buffer>,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<Buffer, void, void> {
  let left = limit;
  for await (const chunk of chunks) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}
