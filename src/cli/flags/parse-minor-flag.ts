import type { Command } from 'commander';
import { parseMinor, parseMinors } from '../validate/parse-choices.js';

/** Reads `--minor`, after the list of minors has been loaded; what is wrong ends the command as usage. */
export function parseMinorFlag<Minor extends string>(
  command: Command,
  text: string,
  minors: readonly Minor[],
): Minor {
  return endOnError(command, text, () => parseMinor(text, minors));
}

/** The same where several may be named. */
export function parseMinorsFlag<Minor extends string>(
  command: Command,
  text: string,
  minors: readonly Minor[],
): readonly Minor[] {
  return endOnError(command, text, () => parseMinors(text, minors));
}

function endOnError<Parsed>(command: Command, text: string, parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return command.error(`error: option '--minor <minor>' argument '${text}' is invalid. ${why}`);
  }
}
