/** Why Go does not read a text as an RFC 3339 time, if it does not; of one that is nearly one, in fewer words. */
export function explainTime(text: string): string | undefined {
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text);
  if (isTime && !Number.isNaN(Date.parse(text.replace(',', '.')))) return undefined;
  const quoted = JSON.stringify(text);
  if (/^\d{4}/.test(text)) return `parsing time ${quoted}: it is none of RFC 3339`;
  return `parsing time ${quoted} as "2006-01-02T15:04:05Z07:00": cannot parse ${quoted} as "2006"`;
}
