import { type Command, Option } from 'commander';
import { parseDuration } from './parse-duration.js';

export interface TimeoutFlag {
  readonly timeout?: number | undefined;
}

export interface WaitFlags extends TimeoutFlag {
  readonly quiet?: boolean;
}

export function addWaitFlags(command: Command): Command {
  return addTimeoutFlag(command).option('-q, --quiet', 'print nothing but output and errors');
}

/** For the whole of a command, unless its help says otherwise. */
export function addTimeoutFlag(command: Command): Command {
  return command.option(
    '--timeout <duration>',
    'give up after this long, with exit code 124; such as 30s or 5m',
    parseDuration,
  );
}

export interface OutputFlag {
  readonly output: 'text' | 'json';
}

export function addOutputFlag(command: Command): Command {
  return command.addOption(
    new Option('-o, --output <format>', 'output format').choices(['text', 'json']).default('text'),
  );
}
