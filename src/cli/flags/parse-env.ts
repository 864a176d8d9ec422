import { InvalidArgumentError } from 'commander';

/**
 * Adds one `--env`: `NAME=value`, or several with commas between them, those with a comma of their
 * own in double quotes.
 *
 * Source: github.com/spf13/pflag v1.0.9 string_to_string.go stringToStringValue.Set
 */
export function parseEnv(
  text: string,
  before: readonly (readonly [string, string])[] = [],
): [string, string][] {
  const signs = text.split('=').length - 1;
  // with a single "=" there is one pair, and commas belong to its value
  const pairs = signs === 1 ? [text.replace(/^"+|"+$/g, '')] : splitFields(text);
  const added = pairs.map((pair): [string, string] => {
    const at = pair.indexOf('=');
    if (at < 0) throw new InvalidArgumentError(`${pair} must be formatted as key=value.`);
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
  return [...before.map(([name, value]): [string, string] => [name, value]), ...added];
}

/** One line of comma-separated values, a field with commas in double quotes, a quote in it doubled. */
function splitFields(line: string): string[] {
  const fields: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (quoted && character === '"' && line.charAt(at + 1) === '"') {
      field += '"';
      at++;
    } else if (character === '"' && (quoted || field === '')) quoted = !quoted;
    else if (character === ',' && !quoted) {
      fields.push(field);
      field = '';
    } else field += character;
  }
  if (quoted) throw new InvalidArgumentError('A double quote is not closed.');
  return [...fields, field];
}
