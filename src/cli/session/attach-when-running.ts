import type { PodKey, Session } from '../../client/index.js';
import type { DetachKeysFlag } from '../flags/detach-keys-flag.js';
import type { PodFlags } from '../flags/pod-flags.js';
import type { WaitFlags } from '../flags/wait-flags.js';
import type { CliIo } from '../io.js';
import { startProgress } from '../output/progress.js';
import { warn } from '../output/warn.js';
import { type AttachManner, attachTerminal } from './attach-terminal.js';
import type { ClusterConnection } from './connect.js';
import { defaultStartTimeout, displayStart, notTakenUp } from './start-display.js';
import { warnIfContainerRemains } from './warn-container-remains.js';

/** Attaches to a container as soon as it runs, until it ends (its exit code) or is detached from (0). */
export async function attachWhenRunning(
  { time }: ClusterConnection,
  { podKey, containerName }: { readonly podKey: PodKey; readonly containerName: string },
  open: () => Promise<Session>,
  manner: AttachManner,
  flags: WaitFlags & PodFlags & DetachKeysFlag,
  io: CliIo,
): Promise<number> {
  const progress = startProgress(io, flags.quiet === true);
  const show = (text: string) => progress.show(`${containerName} in ${podKey.name}: ${text}`);
  const { hasStarted, ...display } = displayStart(show, progress.end);
  const waitForStart = async () => {
    try {
      const session = await open();
      warn(session.warnings, flags, io);
      show(notTakenUp);
      const { signal, timeout = defaultStartTimeout } = time.options();
      await session.waitForRunning({ signal, timeout, ...display });
      return session;
    } finally {
      progress.end();
    }
  };
  return warnIfContainerRemains(podKey, { ...manner, hasStarted }, flags, io, async () =>
    attachTerminal(await waitForStart(), manner, { ...flags, timeout: time.left() }, io),
  );
}
