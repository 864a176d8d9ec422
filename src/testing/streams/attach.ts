import type { WebSocket } from 'ws';
import { isTrue } from '../api/request-info.js';
import type { WindowSize } from '../kubelet/behaviour.js';
import type { ContainerRun } from '../kubelet/run.js';
import { channel, type FrameWriter } from './channel.js';
import { v5 } from './protocol.js';

/** Which streams a client asks for. */
export interface WantedStreams {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
}

export function readWantedStreams(query: URLSearchParams): WantedStreams {
  return {
    stdin: isTrue(query.get('stdin')),
    stdout: isTrue(query.get('stdout')),
    stderr: isTrue(query.get('stderr')),
  };
}

/** Tells that the connection stands, as the server does before anything is attached. */
export function greet(writer: FrameWriter, wants: WantedStreams): void {
  const first = wants.stdout ? channel.stdout : wants.stderr ? channel.stderr : channel.error;
  void writer.write(first, Buffer.alloc(0));
}

/** Ends a session with a `Status` on the error channel. */
export async function finish(socket: WebSocket, writer: FrameWriter, status: object): Promise<void> {
  await writer.write(channel.error, Buffer.from(JSON.stringify(status)));
  if (!writer.isSilent()) socket.close(1000);
}

/**
 * Connects a client to what a running container reads and writes from now on.
 *
 * Source: kubernetes v1.37 apiserver pkg/util/proxy/streamtranslator.go; containerd v1.6
 * pkg/cri/io/container_io.go Attach
 */
export function serveAttach(
  socket: WebSocket,
  writer: FrameWriter,
  run: ContainerRun,
  wants: WantedStreams,
  end: () => object,
): void {
  const tty = run.container.tty === true;
  // on a terminal the end of input is a character, so its stream ending says nothing
  const closesInput = run.container.stdinOnce === true && !tty;
  let last: Promise<unknown> = Promise.resolve();
  const detach = run.attach({
    send(stream, data) {
      if (!wants[stream]) return Promise.resolve();
      const sent = writer.write(channel[stream], data);
      last = sent;
      return sent;
    },
    ended: () => void last.then(() => finish(socket, writer, end())),
  });

  function endInput(): void {
    if (!wants.stdin) return;
    if (closesInput) {
      run.stdin.end();
      return;
    }
    // the program never learns that the input ended, and this client gets no more output
    detach();
    void last.then(() => finish(socket, writer, end()));
  }

  socket.on('message', (data: Buffer) => {
    const [number, payload] = [data[0], data.subarray(1)];
    if (number === channel.stdin && wants.stdin) takeInput(socket, run, payload);
    else if (number === channel.resize && tty) resize(run, payload);
    else if (number === channel.close && payload[0] === channel.stdin && writer.protocol === v5) endInput();
  });
  socket.on('close', () => {
    detach();
    if (wants.stdin && closesInput) run.stdin.end();
  });
}

/** While the program does not read, neither does the server. */
function takeInput(socket: WebSocket, run: ContainerRun, payload: Buffer): void {
  const room = run.receive(Buffer.from(payload));
  if (room === undefined) return;
  socket.pause();
  void room.then(() => socket.resume());
}

function resize(run: ContainerRun, payload: Buffer): void {
  const size = readSize(payload);
  if (size !== undefined) run.resize(size);
}

function readSize(payload: Buffer): WindowSize | undefined {
  try {
    const { Width, Height, width, height } = JSON.parse(payload.toString()) as Record<string, unknown>;
    return { width: Number(Width ?? width), height: Number(Height ?? height) };
  } catch {
    return undefined;
  }
}
