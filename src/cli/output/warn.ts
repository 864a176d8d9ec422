import type { CliIo } from '../io.js';
import { print, printable } from './print.js';

/** Says what is worth knowing, unless -q. A raw terminal wants `\r\n` at the end of a line. */
export function warn(
  warnings: readonly string[],
  { quiet }: { readonly quiet?: boolean },
  { stderr }: CliIo,
  lineEnd: '\n' | '\r\n' = '\n',
): void {
  if (quiet === true) return;
  for (const warning of warnings)
    print(stderr, `Warning: ${printable(warning.replace(/^Warning: /, ''))}${lineEnd}`);
}
