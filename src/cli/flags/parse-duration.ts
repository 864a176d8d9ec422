import { InvalidArgumentError } from 'commander';

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** Milliseconds of `30s`, `1m30s`, `500ms`; a bare number is in seconds, and 0 is no limit, as for kubectl. */
export function parseDuration(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  const seconds = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1_000 : undefined;
  const whole = parts.map(([part]) => part).join('') === text && text !== '';
  const total = seconds ?? (whole ? parts.reduce((sum, part) => sum + toMilliseconds(part), 0) : Number.NaN);
  if (Number.isNaN(total))
    throw new InvalidArgumentError('Expected is a duration, such as 30s, 5m or 1m30s.');
  return total === 0 ? Number.POSITIVE_INFINITY : total;
}

function toMilliseconds([, amount = '', unit = '']: RegExpExecArray): number {
  return Number(amount) * (units[unit] ?? 0);
}
