import type { PodKey } from '../../client/index.js';
import type { PodFlags } from '../flags/pod-flags.js';
import type { CliIo } from '../io.js';

/** A command of ours about a container, as the user would type it into a shell. */
export function commandLine(
  command: 'attach' | 'list' | 'logs',
  { namespace, name }: PodKey,
  more: readonly string[],
  { kubeconfig, context, cluster, user, as }: PodFlags,
  { program = 'ephemeral-containers' }: CliIo,
): string {
  const flags = { kubeconfig, context, cluster, user, as };
  const given = Object.entries(flags).flatMap(([flag, value]) =>
    value === undefined ? [] : [`--${flag}`, value],
  );
  const words = [command, name, '-n', namespace, ...more, ...given];
  return `${program} ${words.map(quoteWord).join(' ')}`;
}

function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
