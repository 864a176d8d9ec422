/** The arguments before `--`, and the command after it; undefined where there is no `--`. */
export interface SplitArguments {
  readonly own: readonly string[];
  readonly command: readonly string[] | undefined;
}

const takesCommand = ['run', 'add', 'preview'];

/**
 * Sets the container's command apart, so that it is neither read as flags nor taken for a Pod.
 * Source: kubectl v0.37 pkg/cmd/debug/debug.go DebugOptions.Complete, which asks ArgsLenAtDash
 */
export function splitCommand(argv: readonly string[]): SplitArguments {
  const at = takesCommand.includes(argv[0] ?? '') ? argv.indexOf('--') : -1;
  return at < 0 ? { own: argv, command: undefined } : { own: argv.slice(0, at), command: argv.slice(at + 1) };
}
