import { WebSocket } from 'ws';
import { hang } from '../limits.js';

/** What a client of attach has received. */
export interface Session {
  readonly protocol: string;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** What came on the error channel. */
  readonly status: () => { status?: string; message?: string } | undefined;
  send(channel: number, data: string | Uint8Array): void;
  /** Ends the input, as v5 does. */
  endInput(): void;
  readonly socket: WebSocket;
  /** The close code. */
  readonly closed: Promise<number>;
}

export class Refused extends Error {
  readonly code: number;
  readonly body: string;

  constructor(code: number, body: string) {
    super(`refused with ${code}: ${body}`);
    this.code = code;
    this.body = body;
  }
}

export function openSession(
  url: string,
  protocols: string[] = ['v5.channel.k8s.io'],
  headers: Readonly<Record<string, string>> = {},
): Promise<Session> {
  const socket = new WebSocket(url.replace('http', 'ws'), protocols, { handshakeTimeout: hang, headers });
  const received = new Map<number, Buffer[]>();
  const textOf = (channel: number): string => Buffer.concat(received.get(channel) ?? []).toString();
  socket.on('message', (data: Buffer) => {
    const [channel = -1] = data;
    received.set(channel, [...(received.get(channel) ?? []), data.subarray(1)]);
  });
  const closed = new Promise<number>((resolve) => {
    socket.once('close', (code: number) => resolve(code));
  });
  const send = (channel: number, data: string | Uint8Array): void => {
    socket.send(Buffer.concat([Buffer.of(channel), Buffer.from(data)]));
  };
  return new Promise((resolve, reject) => {
    socket.once('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.on('end', () => reject(new Refused(response.statusCode ?? 0, body)));
    });
    socket.on('error', reject);
    socket.once('open', () =>
      resolve({
        protocol: socket.protocol,
        stdout: () => textOf(1),
        stderr: () => textOf(2),
        status: () => (textOf(3) === '' ? undefined : JSON.parse(textOf(3))),
        send,
        endInput: () => send(255, Buffer.of(0)),
        socket,
        closed,
      }),
    );
  });
}
