import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import net from 'node:net';
import { type Listening, listen } from '../client/transport/fronts.js';

/** Sets a title, rings, opens a link, clears the screen (C0 and C1), and turns the direction of text around. */
export const steering =
  '\u001b]0;owned\u0007\u001b[2J\u009b2J\u0090q\u009c\u001b]8;;http://evil\u0007\u0000\u0008\u000b\u007f\u202e\u2066\u200f\u061c';

export interface HostileFront extends Listening {
  /** Which strings are made hostile, by the keys that lead to them; the rest are as the server answers. */
  choose: (path: readonly string[]) => boolean;
}

/** Passes requests to a server, and puts escape sequences into the strings of its answers. */
export async function startHostileFront(target: string): Promise<HostileFront> {
  const { port, hostname } = new URL(target);
  const front = { choose: (_: readonly string[]) => true };
  const server = http.createServer(async (request, response) => {
    const { method, headers, url: path } = request;
    const { 'accept-encoding': _, ...rest } = headers;
    const asked = http.request({ port, hostname, method, headers: rest, path });
    asked.on('response', (incoming) => answer(incoming, response, front.choose));
    asked.on('error', () => response.destroy());
    request.pipe(asked);
    response.on('close', () => asked.destroy());
  });
  server.on('upgrade', (request, socket) => {
    const upstream = net.connect(Number(port), hostname, () => {
      const lines = [`${request.method} ${request.url} HTTP/1.1`];
      for (let at = 0; at < request.rawHeaders.length; at += 2)
        lines.push(`${request.rawHeaders[at]}: ${request.rawHeaders[at + 1]}`);
      upstream.write(`${lines.join('\r\n')}\r\n\r\n`);
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  return Object.assign(front, await listen(server));
}

function answer(incoming: IncomingMessage, response: ServerResponse, choose: HostileFront['choose']): void {
  const { 'content-length': _, ...headers } = incoming.headers;
  // a header can hold no C0
  if (choose(['headers'])) headers['warning'] = `299 - "beware \u009b2J\u0090"`;
  response.writeHead(incoming.statusCode ?? 500, headers);
  if (!/json/.test(headers['content-type'] ?? '')) return void incoming.pipe(response);
  let rest = '';
  const pass = (line: string) => response.write(`${JSON.stringify(poison(JSON.parse(line), [], choose))}\n`);
  incoming.setEncoding('utf8');
  incoming.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') pass(line);
  });
  incoming.on('end', () => {
    if (rest.trim() !== '') pass(rest);
    response.end();
  });
  incoming.on('error', () => response.destroy());
}

/** What the client goes by; a server that lies in these has no client. */
const kept = ['apiVersion', 'kind', 'uid', 'resourceVersion', 'type', 'minor', 'gitVersion', 'continue'];

function poison(value: unknown, path: readonly string[], choose: HostileFront['choose']): unknown {
  if (typeof value === 'string') {
    return kept.includes(path.at(-1) ?? '') || !choose(path) ? value : `${value}${steering}`;
  }
  if (Array.isArray(value)) return value.map((item) => poison(item, path, choose));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, poison(member, [...path, key], choose)]),
  );
}
