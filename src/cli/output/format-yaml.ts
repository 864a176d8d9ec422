import { stringify } from 'yaml';
import { escapeSteering } from './print.js';

/** As YAML; control characters become escapes, so the value stays the same. */
export function formatYaml(value: unknown): string {
  const text = stringify(value);
  const isSafe = escapeSteering(text) === text;
  return isSafe ? text : escapeSteering(stringify(value, { defaultStringType: 'QUOTE_DOUBLE' }));
}
