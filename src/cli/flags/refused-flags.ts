import { type Command, Option } from 'commander';

/** The flags of `kubectl debug` that are for copies of a Pod. Source: kubectl v0.37 pkg/cmd/debug/debug.go AddFlags */
const ofCopies = [
  '--copy-to [name]',
  '--replace [bool]',
  '--same-node [bool]',
  '--set-image [image]',
  '--share-processes [bool]',
  '--keep-labels [bool]',
  '--keep-annotations [bool]',
  '--keep-liveness [bool]',
  '--keep-readiness [bool]',
  '--keep-startup [bool]',
  '--keep-init-containers [bool]',
];

/** Says what to do instead of each, which the message for an unknown option would not. */
export function refuseCopyFlags(command: Command): Command {
  for (const flags of ofCopies) {
    refuse(
      command,
      flags,
      'is for a copy of the Pod, and this only adds ephemeral containers to the Pod itself; leave it out, or make the copy with kubectl debug',
    );
  }
  return command;
}

/** `shown` is what the user wrote, where that is not the flag itself. */
export function refuse(command: Command, flags: string, why: string, shown?: string): Command {
  const option = new Option(flags).hideHelp();
  command.addOption(option);
  return command.on(`option:${option.name()}`, () => command.error(`error: ${shown ?? option.long} ${why}`));
}
