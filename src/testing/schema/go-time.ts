const layout = '2006-01-02T15:04:05Z07:00';

/** What Go expects of an RFC 3339 time, part by part, and what it calls each. */
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

/** Why Go does not read a text as a time, if it does not. Source: go time.Parse */
export function explainTime(text: string): string | undefined {
  let rest = text;
  for (const [pattern, name] of parts) {
    const found = pattern.exec(rest);
    if (found === null) {
      return `parsing time ${JSON.stringify(text)} as "${layout}": cannot parse ${JSON.stringify(rest)} as "${name}"`;
    }
    rest = rest.slice(found[0].length);
  }
  return rest === ''
    ? undefined
    : `parsing time ${JSON.stringify(text)}: extra text: ${JSON.stringify(rest)}`;
}
