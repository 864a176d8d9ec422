import type { ContainerEvent, ContainerState } from '../../client/index.js';
import type { WaitFlags } from '../flags/wait-flags.js';
import type { CliIo } from '../io.js';
import { startProgress } from '../output/progress.js';
import { printable } from '../printable.js';
import { type StartingContainer, startDeadline } from './start-deadline.js';
import type { TimeLeft } from './time-left.js';

/** What is given to a call that waits for a container to start. */
export interface StartWait {
  readonly options: {
    readonly signal: AbortSignal;
    readonly timeout: number;
    readonly onState: (state: ContainerState) => void;
    readonly onEvent: (event: ContainerEvent) => void;
  };
  /** Tells that the container is stored, and what the server warned of. */
  stored(warnings: readonly string[]): void;
  /** Ends the display alone, so that something can be said. */
  clear(): void;
  /** Ends display and deadline; throws where the deadline was what ended the call. */
  end(): void;
}

/** Milliseconds that a container gets to start where --timeout says nothing: images can be large. */
const patience = 300_000;

/**
 * Shows what a container is waiting for, and gives up when it takes too long. `until` says what
 * --timeout is for: the start alone, or the end too.
 */
export function startWait(
  container: StartingContainer,
  flags: WaitFlags,
  io: CliIo,
  until: 'running' | 'exit',
  time: TimeLeft,
): StartWait {
  const progress = startProgress(io, flags.quiet === true);
  const whole = until === 'exit' ? time.left() : undefined;
  const limit = { left: time.left() ?? patience, given: flags.timeout ?? patience };
  const deadline = startDeadline(container, io.signal, whole === undefined ? limit : undefined);
  let started = false;
  const { containerName, podName } = container;
  const show = (text: string) => progress.show(`${containerName} in ${podName}: ${text}`);
  return {
    options: {
      signal: deadline.signal,
      // once it runs, only what the user asked for ends it
      timeout: whole ?? Number.POSITIVE_INFINITY,
      onState(state) {
        deadline.seen(state);
        const text = describeState(state);
        started = text === undefined;
        if (text === undefined) progress.end();
        else show(text);
      },
      onEvent(event) {
        if (!started) show(describeEvent(event));
      },
    },
    stored(warnings) {
      tellWarnings(warnings, flags, io);
      show('waiting for the kubelet');
    },
    clear: () => progress.end(),
    end() {
      progress.end();
      deadline.end();
    },
  };
}

/** Undefined for a container that has started: its output speaks for itself. */
function describeState(state: ContainerState): string | undefined {
  if (state.phase === 'pending') return 'waiting for the kubelet';
  if (state.phase !== 'waiting') return undefined;
  // status does not tell the two apart, events do a little later
  if (state.reason === 'ContainerCreating') return 'pulling the image and creating the container';
  return [state.reason, state.message].filter((part) => part !== '').join(': ');
}

/** `Pulling image "busybox"`, `BackOff: Back-off pulling image "busybox" (3 times)`. */
function describeEvent({ type, reason, message, count }: ContainerEvent): string {
  const times = count > 1 ? ` (${count} times)` : '';
  return `${type === 'Normal' ? '' : `${reason}: `}${message}${times}`;
}

/** A raw terminal wants `\r\n` at the end of a line. */
export function tellWarnings(
  warnings: readonly string[],
  flags: WaitFlags,
  io: CliIo,
  lineEnd: '\n' | '\r\n' = '\n',
): void {
  if (flags.quiet === true) return;
  for (const warning of warnings)
    io.stderr.write(`Warning: ${printable(warning.replace(/^Warning: /, ''))}${lineEnd}`);
}
