import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { EphemeralContainersClient, type KubeConfigOptions } from '../../../src/client/index.js';
import type { SeenRequest, Stand } from './stand.js';

/** A kubeconfig that both read. */
export interface Case {
  readonly name: string;
  /** What is in the folder; `{{name}}` stands for what only the stand knows. */
  readonly files: Readonly<Record<string, string>>;
  /** Default: `KUBECONFIG` is the file `config` of the folder. */
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: Flags;
  /** The fields and inputs that it tries, as the kubeconfig names them. */
  readonly fields: readonly string[];
  /** Why this differs from kubectl. */
  readonly explained?: string;
}

export interface Flags {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly cluster?: string;
  readonly user?: string;
  readonly as?: string;
  readonly 'as-group'?: string;
}

/** What came of a case: the requests, none where it was refused; and the plugin's environment, where one ran. */
export interface Outcome {
  readonly requests: readonly SeenRequest[];
  readonly plugin?: readonly string[];
  /** What was said of it; never compared. */
  readonly error?: string;
}

/** Has kubectl list the Pods. */
export async function runKubectlCase(kubectl: string, stand: Stand, given: Case): Promise<Outcome> {
  const { env, fill } = prepare(stand, given);
  const flags = Object.entries(given.flags ?? {}).map(([name, value]) => `--${name}=${fill(value)}`);
  const cache = join(stand.folder, 'cache');
  const args = ['get', 'pods', '-o', 'name', '--request-timeout=3s', `--cache-dir=${cache}`, ...flags];
  const stderr = await new Promise<string>((resolve) => {
    const child = execFile(kubectl, args, { env: { ...env }, timeout: 20_000 }, (error, _, text) =>
      resolve(error ? text.trim() || String(error) : ''),
    );
    child.stdin?.end();
  });
  return settle(stand, stderr);
}

/** Has the client list the Pods. */
export async function runOwnCase(stand: Stand, given: Case): Promise<Outcome> {
  const { env, fill } = prepare(stand, given);
  const { kubeconfig, as, 'as-group': group, ...overrides } = given.flags ?? {};
  const impersonate = { ...(as && { user: as }), ...(group && { groups: [group] }) };
  const stderr = new PassThrough().resume();
  const options: KubeConfigOptions = { ...overrides, impersonate, env, stderr, stdin: {} };
  try {
    const client = kubeconfig
      ? EphemeralContainersClient.fromKubeConfigFile(fill(kubeconfig), options)
      : EphemeralContainersClient.fromDefault(options);
    try {
      await client.selectPods({}, { timeout: 20_000 });
    } finally {
      client.close();
    }
    return settle(stand, '');
  } catch (error) {
    return settle(stand, error instanceof Error ? error.message : String(error));
  }
}

function prepare(stand: Stand, { files, env = { KUBECONFIG: '{{folder}}/config' } }: Case) {
  const { folder, values } = stand;
  const fill = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (all, name: string) => values[name] ?? all);
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, fill(text), { mode: name.endsWith('.sh') ? 0o755 : 0o644 });
  }
  stand.takeRequests();
  const filled = Object.entries(env).map(([name, value]) => [name, fill(value)] as const);
  const base = { PATH: process.env['PATH'], HOME: join(folder, 'home') };
  return { env: { ...base, ...Object.fromEntries(filled) } as Record<string, string>, fill };
}

function settle(stand: Stand, error: string): Outcome {
  const requests = dropRepeats(stand.takeRequests());
  const plugin = readPlugin(stand);
  return JSON.parse(
    blank(stand, JSON.stringify({ requests, ...(plugin && { plugin }), ...(error && { error }) })),
  ) as Outcome;
}

/** A request that is tried again is one. */
function dropRepeats(requests: readonly SeenRequest[]): readonly SeenRequest[] {
  const texts = [...new Set(requests.map((request) => JSON.stringify(request)))];
  return texts.map((text) => JSON.parse(text) as SeenRequest);
}

/** What the plugin wrote down of its runs, those alike once, into `plugin.log` beside the kubeconfig. */
function readPlugin({ folder }: Stand): readonly string[] | undefined {
  const file = join(folder, 'plugin.log');
  return existsSync(file) ? [...new Set(readFileSync(file, 'utf8').trim().split('\n'))] : undefined;
}

/** Ports, folders and keys are others each time. */
function blank({ values }: Stand, text: string): string {
  const longest = Object.entries(values).sort(([, one], [, other]) => other.length - one.length);
  return longest.reduce((all, [name, value]) => all.replaceAll(value, `{{${name}}}`), text);
}
