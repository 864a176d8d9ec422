import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { newestMinor } from '../../../generated/facts/minors.js';
import type { PodInput } from '../../testing/index.js';
import { CliError } from '../cli-error.js';
import { parseMinorFlag } from '../flags/parse-minor-flag.js';
import { type CliIo, exitCode, type RunAction } from '../io.js';
import { print } from '../output/print.js';
import type { Served } from '../serve/read-served.js';

interface ServeFlags {
  readonly minor?: string;
  readonly port?: number;
  readonly writeKubeconfig?: string;
}

/** `serve`: an API server in memory to try things on, until it is interrupted. */
export function addServeCommand(program: Command, io: CliIo, runAction: RunAction): void {
  program
    .command('serve')
    .summary('start an API server in memory, to test against')
    .description(
      'Starts an API server in memory on loopback, with a scripted kubelet, until it is interrupted. ' +
        'kubectl debug, client-node and this program work against it.',
    )
    .argument(
      '[file...]',
      'Pods that it has, and Namespaces with their labels, in YAML or JSON; without any, a Pod "web"',
    )
    .option('--minor <minor>', 'the Kubernetes minor it answers as (default: the newest)')
    .option('--port <port>', 'the port to listen on (default: a free one)', parsePort)
    .option('--write-kubeconfig <file>', 'where to write its kubeconfig (default: a temporary file)')
    .action((files: string[], flags: ServeFlags, command: Command) =>
      runAction(() => serve(files, flags, command, io)),
    );
}

async function serve(
  files: readonly string[],
  flags: ServeFlags,
  command: Command,
  io: CliIo,
): Promise<number> {
  const [{ startApiServer }, { pods, namespaces }] = await Promise.all([
    import('../../testing/index.js'),
    readFiles(files, io),
  ]);
  const minor = parseMinorFlag(command, flags.minor ?? newestMinor);
  const port = flags.port === undefined ? {} : { port: flags.port };
  const server = await startApiServer({ pods, namespaces, minor, ...port }).catch((error: unknown) => {
    throw new CliError(explainStart(error, flags.port));
  });
  const folder =
    flags.writeKubeconfig === undefined ? await mkdtemp(join(tmpdir(), 'ephemeral-containers-')) : undefined;
  const file = resolve(flags.writeKubeconfig ?? join(folder ?? '', 'kubeconfig'));
  try {
    await writeFile(file, server.kubeConfigYaml, { mode: 0o600 }).catch((error: Error) => {
      throw new CliError(`--write-kubeconfig ${file}: cannot be written: ${error.message}`);
    });
    // listens before the instructions for ending it are printed
    const interrupted = untilInterrupted(io.signal);
    print(io.stdout, `${introduce(server.url, minor, pods, file, io)}\n`);
    await interrupted;
  } finally {
    await server.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
  return exitCode.ok;
}

const samplePod: PodInput = {
  metadata: { name: 'web' },
  spec: { containers: [{ name: 'app', image: 'nginx:1' }] },
};

async function readFiles(files: readonly string[], io: CliIo): Promise<Served> {
  if (files.length === 0) return { pods: [samplePod], namespaces: {} };
  const { readServed } = await import('../serve/read-served.js');
  return readServed(files, io.stdin);
}

function introduce(url: string, minor: string, pods: readonly PodInput[], file: string, io: CliIo): string {
  const names = pods.map(({ metadata }) => metadata?.name);
  const program = io.program ?? 'ephemeral-containers';
  const { namespace } = pods[0]?.metadata ?? {};
  const where = namespace === undefined ? '' : ` -n ${namespace}`;
  return [
    `API server of Kubernetes ${minor} on ${url}, with ${pods.length === 1 ? 'the Pod' : 'the Pods'} ${names.join(', ')}`,
    '',
    `  export KUBECONFIG=${file}`,
    `  ${program} run ${names[0]}${where} --image busybox -- echo hello`,
    '',
    'Ctrl-C ends it.',
  ].join('\n');
}

function untilInterrupted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}

function explainStart(error: unknown, port: number | undefined): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `--port ${port}: is in use; leave it out to get a free one`;
  if (code === 'EACCES') return `--port ${port}: may not be listened on; take one above 1023`;
  return error instanceof Error ? error.message : String(error);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError('Expected is a number from 1 to 65535.');
}
