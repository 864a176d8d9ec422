import type { Command } from 'commander';
import type { Minor } from '../../../generated/facts/minors.js';
import { parseMinor, parseMinors } from '../validate/parse-choices.js';

/** Reads `--minor`; what is wrong ends the command as usage. */
export function parseMinorFlag(command: Command, text: string): Minor {
  return endOnError(command, text, parseMinor);
}

/** The same where several may be named. */
export function parseMinorsFlag(command: Command, text: string): readonly Minor[] {
  return endOnError(command, text, parseMinors);
}

function endOnError<Parsed>(command: Command, text: string, parse: (text: string) => Parsed): Parsed {
  try {
    return parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return command.error(`error: option '--minor <minor>' argument '${text}' is invalid. ${why}`);
  }
}
