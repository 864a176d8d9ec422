import { Command, CommanderError } from 'commander';
import { CliError } from './cli-error.js';
import { splitCommand } from './flags/split-command.js';
import { type CliIo, exitCode, type RunAction } from './io.js';
import { type Explanation, explainCliError } from './output/explanation.js';
import { print, printJson } from './output/print.js';
import { readVersion } from './package-root.js';

type AddCommand = (
  program: Command,
  io: CliIo,
  runAction: RunAction,
  command: readonly string[] | undefined,
) => void;

/** In the order that help lists them. */
const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  run: async () => (await import('./commands/run.js')).addRunCommand,
  add: async () => (await import('./commands/add.js')).addAddCommand,
  list: async () => (await import('./commands/list.js')).addListCommand,
  logs: async () => (await import('./commands/logs.js')).addLogsCommand,
  attach: async () => (await import('./commands/attach.js')).addAttachCommand,
  preview: async () => (await import('./commands/preview.js')).addPreviewCommand,
  validate: async () => (await import('./commands/validate.js')).addValidateCommand,
  schema: async () => (await import('./commands/schema.js')).addSchemaCommand,
  generate: async () => (await import('./commands/generate.js')).addGenerateCommand,
  serve: async () => (await import('./commands/serve.js')).addServeCommand,
};

/** Runs the program with the arguments that follow its name; answers with its exit code, never throws. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  let code: number = exitCode.ok;
  const { own, command } = splitCommand(argv);
  const runAction: RunAction = async (action) => {
    code = await action();
  };
  try {
    const program = buildProgram(io);
    for (const add of await loadCommands(own[0])) add(program, io, runAction, command);
    await program.parseAsync([...own], { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, io, wantsJson(own));
  }
}

/** A command that is named is all that is loaded; help, and a name that is none, want all of them. */
function loadCommands(name = ''): Promise<AddCommand[]> {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return Promise.all((load ? [load] : Object.values(commands)).map((each) => each()));
}

function buildProgram(io: CliIo): Command {
  return new Command(io.program ?? 'ephemeral-containers')
    .description('Ephemeral containers of Kubernetes Pods: validate them, add them, work in them.')
    .version(readVersion(), '-V, --version', 'print the version')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => print(io.stdout, text),
      writeErr: (text) => print(io.stderr, text),
      getOutHelpWidth: () => io.stdout.columns ?? 100,
      getErrHelpWidth: () => io.stderr.columns ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('(--help lists what there is)')
    .addHelpText('after', examplesOf(io.program ?? 'ephemeral-containers'))
    .helpCommand('help [command]', 'help on a command');
}

const examplesOf = (program: string) => `
Examples:
  $ ${program} run web -it --image busybox --target app
  $ ${program} run web --image busybox -- wget -qO- localhost:8080
  $ ${program} list web
  $ ${program} validate debugger.yaml --pod pod.yaml`;

/** Whether -o json was given, which holds for errors too, whatever the command. */
function wantsJson(args: readonly string[]): boolean {
  // of the letters before the o, none takes what follows for its value
  return /(?:^|\s)(?:-[itqAf]*o[\s=]?|--output[\s=])json(?:\s|$)/.test(args.join(' '));
}

async function explain(error: unknown, io: CliIo, json: boolean): Promise<number> {
  // commander has printed it; asking for help is no error, everything else is wrong usage
  const isPrinted = error instanceof CommanderError;
  if (isPrinted && error.exitCode === 0) return exitCode.ok;
  const { code, lines, status } = await explainAny(
    isPrinted ? new CliError(error.message.replace(/^error: /, '')) : error,
  );
  if (json) printJson(io.stdout, status);
  if (!isPrinted && lines.length > 0) print(io.stderr, `${lines.join('\n')}\n`);
  return code;
}

/** What is of a cluster takes a while to load, and wrong usage does not need it. */
async function explainAny(error: unknown): Promise<Explanation> {
  if (error instanceof CliError) return explainCliError(error);
  return (await import('./output/explain-error.js')).explainError(error);
}
