import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { CliIo } from '../../src/cli/io.js';
import { runCli } from '../../src/cli/run-cli.js';
import {
  type ApiServer,
  type ApiServerOptions,
  type ContainerBehaviour,
  type PodInput,
  startApiServer,
} from '../../src/testing/index.js';
import { captureIo } from './captured-io.js';

export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface ServedCli {
  server(): ApiServer;
  kubeConfigFile(): string;
  run(args: readonly string[], input?: string, io?: Partial<CliIo>): Promise<CliResult>;
  /** The same, and what it has printed so far. */
  start(args: readonly string[], input?: string, io?: Partial<CliIo>): StartedCli;
}

export interface StartedCli {
  readonly ended: Promise<CliResult>;
  out(): string;
  err(): string;
}

/** A Pod with one container, `app`. */
export function podOf(name: string, metadata: Omit<PodInput['metadata'], 'name'> = {}): PodInput {
  return {
    metadata: { name, ...metadata },
    spec: { containers: [{ name: 'app', image: 'registry.example/app:1' }] },
  };
}

/** Containers that say so when they have begun, and go on. */
export const endless: ContainerBehaviour = {
  image: 'endless:1',
  program: async ({ write, sleep }) => {
    await write('begun\n');
    await sleep(3_600_000);
    return 0;
  },
};

/** Runs commands in this process against a server that lives as long as the test file. */
export function serveCli(options: ApiServerOptions): ServedCli {
  let server: ApiServer;
  let folder: string;
  const kubeConfigFile = () => join(folder, 'kubeconfig');
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cli-'));
    server = await startApiServer(options);
    await writeFile(kubeConfigFile(), server.kubeConfigYaml);
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });
  const start: ServedCli['start'] = (args, input = '', own = {}) => {
    const { out, err, ...captured } = captureIo(input);
    const io = { ...captured, env: { KUBECONFIG: kubeConfigFile() }, ...own };
    const ended = runCli(args, io).then((code) => ({ code, out: out(), err: err() }));
    return { ended, out, err };
  };
  return {
    server: () => server,
    kubeConfigFile,
    run: (...given) => start(...given).ended,
    start,
  };
}
