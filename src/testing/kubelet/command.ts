import type { ContainerObject } from '../objects.js';
import type { Exit, Program } from './behaviour.js';
import { runShell } from './shell.js';

/** Literal values only: what comes from elsewhere is empty. */
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

/** Programs that a scripted container knows by the last part of their path. */
const programs: Readonly<Record<string, Program>> = {
  true: () => 0,
  false: () => 1,
  cat: async (io) => {
    for await (const chunk of io.stdin) await io.write(chunk);
    return 0;
  },
  echo: async (io) => {
    await io.write(`${io.argv.slice(1).join(' ')}\n`);
    return 0;
  },
  sleep: async (io) => {
    await io.sleep(seconds(io.argv[1] ?? '0') * 1000);
    return 0;
  },
  sh: runShell,
  ash: runShell,
  bash: runShell,
};

/** Whether a scripted container can run these words: a path must end in a program it knows. */
export function findProgram(argv: readonly string[]): Program | undefined {
  const [command] = argv;
  return command === undefined ? undefined : programs[command.slice(command.lastIndexOf('/') + 1)];
}

/** What a container without a script does: runs its command; without one, the image's shell. */
export function runCommand(io: Parameters<Program>[0]): ReturnType<Program> {
  if (io.argv.length === 0) return runShell({ ...io, argv: ['sh'] });
  const program = findProgram(io.argv);
  return program === undefined ? waitForKill(io) : program(io);
}

/** What is not known runs until it is killed, as a server does. */
async function waitForKill(io: Parameters<Program>[0]): Promise<Exit> {
  for (;;) await io.sleep(2 ** 30);
}

function seconds(text: string): number {
  return text === 'infinity' || text === 'inf' ? 2 ** 20 : Number.parseFloat(text) || 0;
}
