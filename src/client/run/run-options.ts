import type { OptionNames } from '../../core/known-options.js';
import type { AddOptions } from '../add/add-options.js';
import type { Input } from '../io/input.js';
import type { Output } from '../io/output.js';
import { ofWait, type WaitOptions } from '../wait/wait-options.js';

/** How a container is run to its end. */
export interface RunOptions extends Omit<AddOptions, 'dryRun'>, WaitOptions {
  /** Read to its end and piped into the container, which is added with `stdin` and `stdinOnce`, and has no `tty`. */
  readonly stdin?: Input | undefined;
  /** Where output goes, as it comes; without, the result has it. */
  readonly stdout?: Output | undefined;
  /**
   * Where the lines go that the container wrote to stderr. Without, they are with stdout, in the
   * order written. Lines from before the attach (the first fraction of a second) cannot be told
   * apart, and are with stdout too.
   */
  readonly stderr?: Output | undefined;
  /** Called once the server has stored the container. */
  readonly onAdded?:
    | ((added: { readonly containerName: string; readonly warnings: readonly string[] }) => void)
    | undefined;
}

export const ofRun: OptionNames<RunOptions> = {
  ...ofWait,
  fieldManager: true,
  fieldValidation: true,
  stdin: true,
  stdout: true,
  stderr: true,
  onAdded: true,
};
