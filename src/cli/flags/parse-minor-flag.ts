import type { Command } from 'commander';
import { parseMinor } from '../validate/parse-choices.js';

/** Reads `--minor`, after the list of minors has been loaded; what is wrong ends the command as usage. */
export function parseMinorFlag<Minor extends string>(
  command: Command,
  text: string,
  minors: readonly Minor[],
): Minor {
  try {
    return parseMinor(text, minors);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return command.error(`error: option '--minor <minor>' argument '${text}' is invalid. ${why}`);
  }
}
