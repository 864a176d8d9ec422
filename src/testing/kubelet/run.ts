import { randomBytes } from 'node:crypto';
import type { ContainerObject, PodObject } from '../model/objects.js';
import type { Timers } from '../model/timers.js';
import type { Program, ProgramExit, WindowSize } from './behaviour.js';
import { containerArgv, containerEnv, isPrompt, runCommand } from './command.js';
import { type ContainerLog, type OutputStream, openLog } from './container-log.js';
import { type InputQueue, Interrupted, openInput } from './input.js';
import { openTerminal } from './terminal.js';

/** A client that receives what a container writes from now on. */
export interface Attachment {
  /** Resolves once the bytes are taken. */
  readonly send: (stream: OutputStream, data: Buffer) => Promise<void>;
  readonly ended: () => void;
}

/** One container on the node, from before its start to after its end. */
export interface ContainerRun {
  readonly container: ContainerObject;
  readonly id: string;
  readonly log: ContainerLog;
  readonly stdin: InputQueue;
  /** Takes what a client sends; answers a promise to wait for once too much is unread. */
  receive(data: Uint8Array): Promise<void> | undefined;
  /** The state that the kubelet knows; the Pod's status may show it later. */
  state: 'waiting' | 'running' | 'exited';
  waitingReason: string;
  startedAt: Date | undefined;
  exit: ProgramExit | undefined;
  attach(attachment: Attachment): () => void;
  resize(size: WindowSize): void;
  /** Runs the program to its end; never rejects. */
  execute(program: Program): Promise<ProgramExit>;
  /** Ends the program with a signal: what it awaits rejects, and its exit code is 128 + the signal. */
  kill(signal: number): void;
  isKilled(): boolean;
  /** Calls `listener` when it ends or is killed; the answer takes that back. */
  onEnd(listener: () => void): () => void;
}

export function newContainerId(): string {
  return `containerd://${randomBytes(32).toString('hex')}`;
}

export function createRun(
  pod: PodObject,
  container: ContainerObject,
  timers: Timers,
  id = newContainerId(),
): ContainerRun {
  const log = openLog();
  const stdin = openInput();
  const attachments = new Set<Attachment>();
  const resizeListeners = new Set<(size: WindowSize) => void>();
  const endListeners = new Set<() => void>();
  const killed = new AbortController();
  let interrupts = new AbortController();
  let runsOwnCommand = false;
  if (container.stdin !== true) stdin.end();

  async function output(stream: OutputStream, data: string | Uint8Array): Promise<void> {
    killed.signal.throwIfAborted();
    const bytes = toTerminal(Buffer.from(data), container.tty === true);
    const target = container.tty === true ? 'stdout' : stream;
    log.append(target, bytes);
    await Promise.all([...attachments].map((attachment) => attachment.send(target, bytes)));
  }

  const terminal = openTerminal({
    echo: (data) => void output('stdout', data).catch(() => {}),
    submit: (line) => void stdin.push(line),
    endInput: stdin.end,
    interrupt: () => {
      const argv = containerArgv(container);
      // a shell goes on with its next line, other programs end
      if (argv.length > 0 && !isPrompt(argv)) run.kill(2);
      if (!runsOwnCommand) return;
      interrupts.abort(new Interrupted());
      interrupts = new AbortController();
      stdin.interrupt();
    },
  });

  const run: ContainerRun = {
    container,
    id,
    log,
    stdin,
    state: 'waiting',
    waitingReason: 'ContainerCreating',
    startedAt: undefined,
    exit: undefined,
    receive(data) {
      if (container.tty !== true) return stdin.push(data);
      terminal.receive(data);
      return undefined;
    },
    isKilled: () => killed.signal.aborted,
    onEnd(listener) {
      endListeners.add(listener);
      return () => {
        endListeners.delete(listener);
      };
    },
    attach(attachment) {
      attachments.add(attachment);
      return () => {
        attachments.delete(attachment);
      };
    },
    resize(size) {
      for (const listener of resizeListeners) listener(size);
    },
    async execute(program) {
      run.state = 'running';
      runsOwnCommand = program === runCommand;
      run.startedAt = new Date();
      run.exit = await runProgram(program, {
        container,
        pod,
        argv: containerArgv(container),
        env: containerEnv(container),
        stdin,
        write: (data) => output('stdout', data),
        writeError: (data) => output('stderr', data),
        sleep: (ms) => timers.sleep(ms, AbortSignal.any([killed.signal, interrupts.signal])),
        onResize: (listener) => {
          resizeListeners.add(listener);
        },
        signal: killed.signal,
      });
      run.state = 'exited';
      stdin.end();
      log.finish();
      for (const listener of [...endListeners]) listener();
      for (const attachment of [...attachments]) attachment.ended();
      attachments.clear();
      return run.exit;
    },
    kill(signal) {
      const reason = new Killed(signal);
      killed.abort(reason);
      stdin.fail(reason);
    },
  };
  return run;
}

async function runProgram(program: Program, io: Parameters<Program>[0]): Promise<ProgramExit> {
  const killed = new Promise<ProgramExit>((resolve) => {
    const end = (): void => resolve(exitOf(io.signal.reason));
    io.signal.addEventListener('abort', end, { once: true });
  });
  const finished = (async () => {
    try {
      const answer = await program(io);
      return typeof answer === 'object'
        ? { ...answer, exitCode: answer.exitCode ?? 0 }
        : { exitCode: answer ?? 0 };
    } catch (error) {
      return exitOf(error);
    }
  })();
  return Promise.race([finished, killed]);
}

/** A program that throws has failed; the error message becomes its termination message. */
function exitOf(error: unknown): ProgramExit {
  if (error instanceof Killed) return { exitCode: 128 + error.signal };
  return { exitCode: 1, message: error instanceof Error ? error.message : String(error) };
}

class Killed extends Error {
  override readonly name = 'Killed';
  readonly signal: number;

  constructor(signal: number) {
    super(`killed by signal ${signal}`);
    this.signal = signal;
  }
}

/** A terminal writes a carriage return before each newline. */
function toTerminal(data: Buffer, tty: boolean): Buffer {
  return tty ? Buffer.from(data.toString('latin1').replaceAll(/\r?\n/g, '\r\n'), 'latin1') : data;
}
