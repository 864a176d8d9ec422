import type { OptionNames } from '../../core/known-options.js';
import type { Input } from '../io/input.js';
import type { Output } from '../io/output.js';
import { type CallOptions, ofCall } from '../scope.js';

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** How to attach. `timeout` is for the opening; the session then lasts until it ends, is detached or aborted. */
export interface AttachOptions extends CallOptions {
  /**
   * Its end is passed on where the program can know of it: to a container with `stdinOnce` and without a
   * terminal, whose programs take a Ctrl-D for it. Otherwise the session goes on without input.
   */
  readonly stdin?: Input | undefined;
  readonly stdout?: Output | undefined;
  readonly stderr?: Output | undefined;
  /** Whether the container has a terminal; as it was added, where absent. */
  readonly tty?: boolean | undefined;
  /** The terminal's size to begin with. */
  readonly size?: TerminalSize | undefined;
  /**
   * The keys in the input that detach, such as `ctrl-a,d`; `true` stands for `ctrl-p,ctrl-q`, and `false` for
   * none. Default: true with a terminal. A key that may begin them is held back for a second at most.
   */
  readonly detachKeys?: string | boolean | undefined;
  /**
   * Whether output from before the attach is passed on first, out of the log. `true`: it is, or the
   * call fails. `false`: it is not. By default it is if the log can be read. Of lines that are all alike
   * and keep coming, some may be there twice.
   */
  readonly history?: boolean | undefined;
}

export const ofAttach: OptionNames<AttachOptions> = {
  ...ofCall,
  stdin: true,
  stdout: true,
  stderr: true,
  tty: true,
  size: true,
  detachKeys: true,
  history: true,
};

/** A session that goes on. */
export interface Attached {
  /**
   * `ended` when the container's streams did, `detached` by keys or call. Rejects when the connection
   * breaks, and with an `AbortedError` where the input cannot be read or the output not be written.
   */
  readonly done: Promise<'ended' | 'detached'>;
  /** Why output from before the attach is missing, where it is. */
  readonly warnings: readonly string[];
  resize(size: TerminalSize): void;
  /** Leaves the container running. */
  detach(): void;
}

/** How to attach, and what the container's spec has to say on it. */
export interface AttachSettings extends AttachOptions {
  readonly tty: boolean;
  /** The bytes that detach. */
  readonly keys: Uint8Array | undefined;
  /** Whether the end of the input is passed on. */
  readonly endsInput: boolean;
  /** Whether the container ends now, as its streams did. */
  readonly endsSoon: (signal: AbortSignal) => Promise<boolean>;
}
