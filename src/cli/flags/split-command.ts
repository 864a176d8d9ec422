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
export function splitCommand(given: readonly string[]): SplitArguments {
  const argv = putCommandFirst(given);
  const at = takesCommand.includes(argv[0] ?? '') ? argv.indexOf('--') : -1;
  const own = (at < 0 ? argv : argv.slice(0, at)).flatMap(readSwitch);
  return { own, command: at < 0 ? undefined : argv.slice(at + 1) };
}

const clusterFlag = /^(?:-n|--(?:namespace|kubeconfig|context|cluster|user|as|as-group|as-uid))(=.*)?$/;

/** kubectl takes the flags for the cluster before its command too. */
function putCommandFirst(argv: readonly string[]): readonly string[] {
  let at = 0;
  for (let found = clusterFlag.exec(argv[at] ?? ''); found; found = clusterFlag.exec(argv[at] ?? '')) {
    at += found[1] === undefined ? 2 : 1;
  }
  const [command] = argv.slice(at, at + 1);
  return command === undefined ? argv : [command, ...argv.slice(0, at), ...argv.slice(at + 1)];
}

const switches =
  /^(--(?:attach|stdin|tty|quiet|arguments-only|follow|timestamps|all-namespaces)|-[itqAf])=(.*)$/;
const letters = /^(-[nclo])=(.*)$/s;

/**
 * Turns `--tty=true`, which kubectl takes, into `--tty`, and drops `--tty=false`, unless false is not the
 * default, as of `--attach`. Turns `-n=shop` into `-n shop`.
 * Source: strconv.ParseBool, for github.com/spf13/pflag bool.go
 */
function readSwitch(argument: string): readonly string[] {
  const [, letter, text = ''] = letters.exec(argument) ?? [];
  if (letter !== undefined) return [letter, text];
  const [, flag = '', value = ''] = switches.exec(argument) ?? [];
  if (/^(?:1|t|T|TRUE|true|True)$/.test(value)) return [flag];
  if (!/^(?:0|f|F|FALSE|false|False)$/.test(value)) return [argument];
  return flag === '--attach' ? ['--no-attach'] : [];
}
