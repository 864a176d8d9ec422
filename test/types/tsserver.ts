import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { hang } from '../limits.js';
import { root } from '../root.js';

export interface Completion {
  readonly name: string;
  readonly sortText: string;
  /** `deprecated` is struck through in an editor. */
  readonly kindModifiers?: string;
}

export interface Editor {
  /** What an editor offers at `§` in a file of this text, in the order in which it shows it. */
  complete(file: string, text: string): Promise<Completion[]>;
  close(): void;
}

/** Starts TypeScript's language server, as an editor does, and talks its protocol. */
export function startEditor(): Editor {
  const server = spawn(process.execPath, [join(root, 'node_modules/typescript/lib/tsserver.js')], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const waiting = new Map<number, (body: unknown) => void>();
  let sequence = 0;
  let buffer = '';
  server.stdout.setEncoding('utf8').on('data', (text: string) => {
    buffer += text;
    const lines = buffer.split('\n');
    buffer = lines.pop() ?? '';
    for (const line of lines.filter((one) => one.startsWith('{'))) {
      const message = JSON.parse(line) as { type: string; request_seq: number; body?: unknown };
      if (message.type === 'response') waiting.get(message.request_seq)?.(message.body);
    }
  });

  const send = (command: string, args: object): number => {
    server.stdin.write(`${JSON.stringify({ seq: ++sequence, type: 'request', command, arguments: args })}\n`);
    return sequence;
  };
  const ask = <Body>(command: string, args: object) =>
    new Promise<Body>((resolve, reject) => {
      const seq = send(command, args);
      const timer = setTimeout(() => reject(new Error(`tsserver did not answer ${command}`)), hang);
      waiting.set(seq, (body) => {
        clearTimeout(timer);
        resolve(body as Body);
      });
    });

  return {
    async complete(name, text) {
      const file = join(root, name);
      const before = text.slice(0, text.indexOf('§')).split('\n');
      send('open', { file, fileContent: text.replace('§', '') });
      const position = { file, line: before.length, offset: (before.at(-1)?.length ?? 0) + 1 };
      const body = await ask<{ entries: Completion[] } | undefined>('completionInfo', position);
      send('close', { file });
      return [...(body?.entries ?? [])].sort(compare);
    },
    close() {
      server.kill();
    },
  };
}

function compare(a: Completion, b: Completion): number {
  return a.sortText.localeCompare(b.sortText) || a.name.localeCompare(b.name);
}
