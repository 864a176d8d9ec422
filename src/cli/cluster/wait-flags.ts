import { type Command, Option } from 'commander';
import { parseDuration } from './parse-duration.js';

export interface WaitFlags {
  readonly timeout?: number;
  readonly quiet?: boolean;
}

export function addWaitFlags(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--timeout <duration>',
        'give up after this long, with exit code 124; such as 30s or 5m',
      ).argParser(parseDuration),
    )
    .option('-q, --quiet', 'print nothing but output and errors');
}

export interface OutputFlag {
  readonly output: 'text' | 'json';
}

export function addOutputFlag(command: Command): Command {
  return command.addOption(
    new Option('-o, --output <format>', 'output format').choices(['text', 'json']).default('text'),
  );
}
