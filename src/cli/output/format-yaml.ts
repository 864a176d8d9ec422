import { stringify } from 'yaml';
import { escapeSteering } from './print.js';

/** As YAML; characters that would steer a terminal are escaped, and so mean the same. */
export function formatYaml(value: unknown): string {
  const text = stringify(value);
  const isSafe = escapeSteering(text) === text;
  return isSafe ? text : escapeSteering(stringify(value, { defaultStringType: 'QUOTE_DOUBLE' }));
}
