import { InvalidArgumentError } from 'commander';

const rfc3339 =
  /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** A time as the API server takes it, which knows no 30th of February. */
export function parseTime(text: string): string {
  const [, day] = rfc3339.exec(text) ?? [];
  if (day !== undefined && isDay(day)) return text;
  throw new InvalidArgumentError('Expected is a time in RFC 3339, such as 2026-01-31T06:00:00Z.');
}

/** JavaScript reads one day too many as the first of the next month. */
function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
