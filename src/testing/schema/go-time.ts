const layout = '2006-01-02T15:04:05Z07:00';

/** The parts of an RFC 3339 time in Go's order, with the layout text that Go names in errors. */
const parts: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}/, '2006'],
  [/^-/, '-'],
  [/^\d\d/, '01'],
  [/^-/, '-'],
  [/^\d\d/, '02'],
  [/^T/, 'T'],
  [/^\d\d/, '15'],
  [/^:/, ':'],
  [/^\d\d/, '04'],
  [/^:/, ':'],
  [/^\d\d(?:[.,]\d+)?/, '05'],
  [/^(?:Z|[+-]\d\d:\d\d)/, 'Z07:00'],
];

/** Go's error for a text that is not a time; undefined for a valid one. Source: go time.Parse */
export function explainTime(text: string): string | undefined {
  let rest = text;
  for (const [pattern, name] of parts) {
    const found = pattern.exec(rest);
    if (found === null) {
      return `parsing time ${JSON.stringify(text)} as "${layout}": cannot parse ${JSON.stringify(rest)} as "${name}"`;
    }
    rest = rest.slice(found[0].length);
  }
  const problem = rest === '' ? explainRange(text) : `extra text: ${JSON.stringify(rest)}`;
  return problem && `parsing time ${JSON.stringify(text)}: ${problem}`;
}

function explainRange(text: string): string | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (text.match(/\d+/g) ?? []).map(
    Number,
  );
  const [, zoneHour = 0, zoneMinute = 0] = (/[+-](\d\d):(\d\d)$/.exec(text) ?? []).map(Number);
  // the day comes last: how many there are depends on the rest
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  const fits = {
    month: month >= 1 && month <= 12,
    hour: hour < 24,
    minute: minute < 60,
    second: second < 60,
    'time zone offset hour': zoneHour < 24,
    'time zone offset minute': zoneMinute < 60,
    day: day >= 1 && day <= days,
  };
  const wrong = Object.entries(fits).find(([, isIn]) => !isIn);
  return wrong && `${wrong[0]} out of range`;
}
