import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { openModule } from '../programs/built.js';
import type { Page } from './page.js';
import type { Environment } from './run-fence.js';

export const origin = 'https://dashboard.example';

/** The page's server in a process of its own. */
export interface Backend {
  readonly url: string;
  close(): Promise<void>;
}

export async function startBackend(page: Page, env: Environment): Promise<Backend> {
  const module = openModule(codeOf(page, 'server'));
  const child = spawn(process.execPath, [module.file], {
    cwd: module.folder,
    env: { ...process.env, ...env, PORT: '0', ORIGIN: origin },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const listening = (async () => {
    for await (const text of child.stdout.setEncoding('utf8')) {
      const [, port] = /port: (\d+)/.exec(String(text)) ?? [];
      if (port) return port;
    }
    throw new Error('the server ended before it listened');
  })();
  return {
    url: `ws://127.0.0.1:${await listening}`,
    async close() {
      child.kill();
      await ended;
      module.remove();
    },
  };
}

/** What the page's browser code is given for a terminal, and a person in front of it. */
export interface Screen {
  readonly socket: WebSocket;
  text(): string;
  type(keys: string): void;
  resize(cols: number, rows: number): void;
  /** Resolves when the text shows up; rejects when the socket closes without it. */
  until(text: string): Promise<void>;
  /** The close code. */
  readonly closed: Promise<number>;
}

type OpenDebugger = (url: string, terminal: object) => WebSocket;

export async function openScreen(page: Page, url: string, headers: Environment): Promise<Screen> {
  // the browser sends these itself, or the proxy before the server does
  class BrowserSocket extends WebSocket {
    constructor(to: string) {
      super(to, { headers });
    }
  }
  Object.assign(globalThis, { WebSocket: BrowserSocket });
  const code = encodeURIComponent(`${codeOf(page, 'browser')}// ${Math.random()}`);
  const { openDebugger } = (await import(`data:text/javascript,${code}`)) as { openDebugger: OpenDebugger };

  let shown = '';
  let look = () => {};
  let type = (_keys: string) => {};
  let resize = (_size: { cols: number; rows: number }) => {};
  const socket = openDebugger(url, {
    cols: 100,
    rows: 30,
    write(data: string | Uint8Array) {
      shown += typeof data === 'string' ? data : Buffer.from(data).toString();
      look();
    },
    onData: (listener: typeof type) => {
      type = listener;
    },
    onResize: (listener: typeof resize) => {
      resize = listener;
    },
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await once(socket, 'open');
  return {
    socket,
    closed,
    text: () => shown,
    type: (keys) => type(keys),
    resize: (cols, rows) => resize({ cols, rows }),
    until: (text) =>
      new Promise((resolve, reject) => {
        look = () => {
          if (shown.includes(text)) resolve();
        };
        look();
        void closed.then((code) => reject(new Error(`closed with ${code} before ${text}: ${shown}`)));
      }),
  };
}

function codeOf({ file, fences }: Page, info: string): string {
  const fence = fences.find((each) => each.info === info);
  if (!fence) throw new Error(`${file} has no block marked ${info}`);
  return fence.code;
}
