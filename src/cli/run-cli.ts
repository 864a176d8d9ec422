import { Command, CommanderError } from 'commander';
import { CliError } from './cli-error.js';
import { addAddCommand } from './commands/add.js';
import { addAttachCommand } from './commands/attach.js';
import { addGenerateCommand } from './commands/generate.js';
import { addListCommand } from './commands/list.js';
import { addLogsCommand } from './commands/logs.js';
import { addPreviewCommand } from './commands/preview.js';
import { addRunCommand } from './commands/run.js';
import { addSchemaCommand } from './commands/schema.js';
import { addServeCommand } from './commands/serve.js';
import { addValidateCommand } from './commands/validate.js';
import { splitCommand } from './flags/split-command.js';
import { type CliIo, exitCode, type RunAction } from './io.js';
import { type Explanation, explainCliError } from './output/explanation.js';
import { print, printJson } from './output/print.js';
import { readVersion } from './package-root.js';

const commands = [
  addRunCommand,
  addAddCommand,
  addListCommand,
  addLogsCommand,
  addAttachCommand,
  addPreviewCommand,
  addValidateCommand,
  addSchemaCommand,
  addGenerateCommand,
  addServeCommand,
];

/** Runs the program with the arguments that follow its name; answers with its exit code, never throws. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  let code: number = exitCode.ok;
  const { own, command } = splitCommand(argv);
  const runAction: RunAction = async (action) => {
    code = await action();
  };
  try {
    await buildProgram(io, runAction, command).parseAsync([...own], { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, io, wantsJson(own));
  }
}

function buildProgram(io: CliIo, runAction: RunAction, command: readonly string[] | undefined): Command {
  const program = new Command(io.program ?? 'ephemeral-containers')
    .description('Ephemeral containers of Kubernetes Pods: judge them, add them, work in them.')
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
  for (const add of commands) add(program, io, runAction, command);
  return program;
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
