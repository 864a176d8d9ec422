import type { Command } from 'commander';

export interface DetachKeysFlag {
  readonly detachKeys?: string;
}

/** As docker has it. */
export function addDetachKeysFlag(command: Command): Command {
  return command.option(
    '--detach-keys <keys>',
    'with -t, the keys that detach, such as ctrl-a,d; none for none (default: ctrl-p,ctrl-q)',
  );
}
