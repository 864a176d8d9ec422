import type { KubeConfigLike } from '../../../src/client/index.js';
import { logIn } from './log-in.js';
import { runOnce } from './run-once.js';

export type LoadableKubeConfig = new () => KubeConfigLike & { loadFromString(text: string): void };

/** Run with the paths of client-node and of a login plugin: ends by itself only if nothing is left of the client. */
const [, , clientNode = '', plugin = ''] = process.argv;
const { KubeConfig } = (await import(clientNode)) as { KubeConfig: LoadableKubeConfig };
console.log(JSON.stringify({ ran: await runOnce(KubeConfig), loggedIn: await logIn(KubeConfig, plugin) }));
