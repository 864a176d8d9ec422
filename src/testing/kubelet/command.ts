import type { ContainerObject } from '../model/objects.js';
import type { Program, ProgramExit } from './behaviour.js';
import { isBuiltin, runBuiltinProgram, runShell } from './shell.js';

/** Literal values only: a variable with `valueFrom` is empty. */
export function containerEnv(container: ContainerObject): Record<string, string> {
  const env: Record<string, string> = {};
  for (const { name, value } of container.env ?? []) env[name] = expand(value ?? '', env);
  return env;
}

/** `command`, then `args`, with `$(NAME)` replaced as the kubelet does. */
export function containerArgv(container: ContainerObject): string[] {
  const env = containerEnv(container);
  return [...(container.command ?? []), ...(container.args ?? [])].map((word) => expand(word, env));
}

/** Source: kubernetes v1.37 third_party/forked/golang/expansion/expand.go Expand */
function expand(text: string, env: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\$|\$\(([^)]*)\)/g, (match, name: string | undefined) =>
    name === undefined ? '$' : (env[name] ?? match),
  );
}

const shells: readonly string[] = ['sh', 'ash', 'bash'];

/** Programs that a scripted container has besides the commands of its shell. */
const programs: Readonly<Record<string, Program>> = {
  env: async (io) => {
    await io.write(
      Object.entries(io.env)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    );
    return 0;
  },
};

/** The program for a command line, by the last part of its path; `undefined` for an unknown one. */
export function findProgram(argv: readonly string[]): Program | undefined {
  const [command] = argv;
  if (command === undefined) return undefined;
  const name = command.slice(command.lastIndexOf('/') + 1);
  if (shells.includes(name)) return runShell;
  return programs[name] ?? (isBuiltin(name) ? (io) => runBuiltinProgram(io, name) : undefined);
}

/** Whether these words run a shell that reads its commands line by line. */
export function isPrompt(argv: readonly string[]): boolean {
  return findProgram(argv) === runShell && argv[1] !== '-c';
}

/** What a container without a script does: runs its command; without one, the image's shell. */
export function runCommand(io: Parameters<Program>[0]): ReturnType<Program> {
  if (io.argv.length === 0) return runShell({ ...io, argv: ['sh'] });
  return (findProgram(io.argv) ?? waitForKill)(io);
}

/** An unknown command runs until it is killed, as a server would. */
async function waitForKill(io: Parameters<Program>[0]): Promise<ProgramExit> {
  for (;;) await io.sleep(2 ** 30);
}
