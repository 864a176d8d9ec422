import type { WebSocket } from 'ws';
import { type ApiError, internalError } from '../api/errors.js';
import { isTrue } from '../api/request-info.js';
import type { TerminalSize } from '../kubelet/behaviour.js';
import type { OutputStream } from '../kubelet/container-log.js';
import type { ContainerRun } from '../kubelet/run.js';
import { channel, frame } from './channel.js';

export interface AttachInput {
  readonly socket: WebSocket;
  readonly run: ContainerRun | undefined;
  readonly containerName: string;
  readonly podName: string;
  readonly query: URLSearchParams;
  /** Lets bytes through up to where a fault cuts them. */
  readonly cut: { take(data: Buffer): Buffer; finish(): void; silent(): boolean };
}

/**
 * Connects a client to what a running container reads and writes from now on. What went wrong
 * before that is told on the error channel, since the upgrade has already succeeded.
 *
 * Source: kubernetes v1.37 apiserver pkg/util/proxy/streamtranslator.go; containerd
 * pkg/cri/io/container_io.go Attach
 */
export function serveAttach(input: AttachInput): void {
  const { socket, run, query, cut } = input;
  const wants = {
    stdin: isTrue(query.get('stdin')),
    stdout: isTrue(query.get('stdout')),
    stderr: isTrue(query.get('stderr')),
  };

  function send(number: number, data: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      const whole = frame(number, data);
      const bytes = cut.take(whole);
      if (socket.readyState !== socket.OPEN || bytes.length < whole.length) {
        cut.finish();
        return resolve();
      }
      socket.send(bytes, () => resolve());
      cut.finish();
    });
  }

  async function end(status: object): Promise<void> {
    await send(channel.error, Buffer.from(JSON.stringify(status)));
    if (!cut.silent()) socket.close(1000);
  }

  const success = { metadata: {}, status: 'Success' };
  const first = wants.stdout ? channel.stdout : wants.stderr ? channel.stderr : channel.error;
  void send(first, Buffer.alloc(0));
  if (run?.state !== 'running') {
    void end(refusal(input).status);
    return;
  }

  const tty = run.container.tty === true;
  let queue: Promise<unknown> = Promise.resolve();
  const detach = run.attach({
    send(stream: OutputStream, data) {
      if (!wants[stream]) return Promise.resolve();
      const sent = send(channel[stream], data);
      queue = sent;
      return sent;
    },
    ended: () => void queue.then(() => end(success)),
  });

  function endInput(): void {
    if (run === undefined || !wants.stdin) return;
    // without stdinOnce the program never learns that the input ended, and this client leaves
    if (run.container.stdinOnce === true && !tty) run.stdin.end();
    else {
      detach();
      void queue.then(() => end(success));
    }
  }

  socket.on('message', (data: Buffer) => {
    const [number] = data;
    const payload = data.subarray(1);
    if (number === channel.stdin && wants.stdin) {
      const room = run.stdin.push(Buffer.from(payload));
      if (room !== undefined) {
        socket.pause();
        void room.then(() => socket.resume());
      }
    } else if (number === channel.resize && tty) {
      const size = readSize(payload);
      if (size !== undefined) run.resize(size);
    } else if (number === channel.close && payload[0] === channel.stdin && socket.protocol.startsWith('v5')) {
      endInput();
    }
  });
  socket.on('close', () => {
    detach();
    if (wants.stdin && run.container.stdinOnce === true && !tty) run.stdin.end();
  });
}

/** Why the node will not attach, in the words that reach the client. */
export function refusal({
  run,
  containerName,
  podName,
}: Pick<AttachInput, 'run' | 'containerName' | 'podName'>): ApiError {
  if (run === undefined || run.state === 'waiting') {
    return internalError(
      `unable to upgrade connection: container ${containerName} not found in pod ${podName}`,
    );
  }
  return internalError('unable to upgrade connection: container is in CONTAINER_EXITED state');
}

function readSize(payload: Buffer): TerminalSize | undefined {
  try {
    const { Width, Height, width, height } = JSON.parse(payload.toString()) as Record<string, unknown>;
    return { width: Number(Width ?? width), height: Number(Height ?? height) };
  } catch {
    return undefined;
  }
}
