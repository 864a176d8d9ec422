import type { PodObject } from '../model/objects.js';
import { findBehaviour } from './behaviour.js';
import { findProgram, runCommand } from './command.js';
import type { Node } from './container-life.js';
import { type ContainerRun, createRun } from './run.js';

export interface ExecOptions {
  readonly stdin: boolean;
  readonly tty: boolean;
}

/** A command inside a container that runs. */
export interface Exec {
  readonly run: ContainerRun;
  /** Runs it, once the client is attached. */
  readonly start: () => void;
}

export function prepareExec(
  { timers, options }: Node,
  pod: PodObject,
  inside: ContainerRun,
  command: readonly string[],
  { stdin, tty }: ExecOptions,
): Exec {
  const { container } = inside;
  const run = createRun(
    pod,
    { ...container, command: [...command], args: [], stdin, stdinOnce: true, tty },
    timers,
  );
  const scripted = findBehaviour(options.containers ?? [], pod, container)?.exec;
  const problem = scripted === undefined ? explainCommand(command) : undefined;
  const program = scripted ?? runCommand;
  return {
    run,
    start() {
      const release = inside.onEnd(() => run.kill(9));
      void run
        .execute(
          problem === undefined
            ? program
            : () => ({ exitCode: 128, reason: 'ContainerCannotRun', message: problem }),
        )
        .then(release);
    },
  };
}

/** Why the runtime cannot run a command, if it cannot. */
function explainCommand(command: readonly string[]): string | undefined {
  const [program] = command;
  if (program === undefined) return 'args must not be empty';
  if (findProgram(command) !== undefined) return undefined;
  const problem = program.startsWith('/')
    ? `stat ${program}: no such file or directory`
    : 'executable file not found in $PATH';
  return `unable to start container process: exec: ${JSON.stringify(program)}: ${problem}`;
}
