import type { Readable, Writable } from 'node:stream';

/** What a command touches of the process it runs in, so that a test can hand it its own. */
export interface CliIo {
  readonly stdin: Readable & {
    readonly isTTY?: boolean | undefined;
    readonly fd?: number;
    setRawMode?: (raw: boolean) => unknown;
  };
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How the user called the program, as its help shows it. */
  readonly program?: string;
  /** Ends what the command is waiting for, as Ctrl-C does. */
  readonly signal?: AbortSignal;
}

export type Terminal = Writable & {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
};

/** Exit codes, the same for every command; `run` also answers with the container's own. */
export const exitCode = {
  ok: 0,
  /** The input was validated and is invalid, or the cluster refused. */
  failed: 1,
  /** The command was called wrongly, or its input cannot be read. */
  usage: 2,
  /** The deadline passed; the code that `timeout(1)` uses. */
  deadline: 124,
  /** Who read the output left: 128 + SIGPIPE, as of a program that the signal ends. */
  readerLeft: 141,
  /** Interrupted from the terminal: 128 + SIGINT; by another signal, 128 + that. */
  interrupted: 130,
} as const;

/** Runs the action of a command and keeps the exit code that it answers with. */
export type RunAction = (action: () => Promise<number>) => Promise<void>;
