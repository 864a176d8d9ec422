import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Status } from '../../core/status.js';
import type { ClientContext } from '../context.js';
import { ConnectionLostError, RequestFailedError, ServerUnavailableError } from '../errors/broken.js';
import { UnauthorizedError } from '../errors/refused.js';
import { type PodKey, podPath } from '../pod-ref.js';
import { untilAborted } from '../scope.js';
import type { Credentials } from '../transport/connection.js';
import { getCredentials, renewCredentials } from '../transport/credentials.js';
import { within } from '../transport/retry.js';
import { timeRequest } from '../transport/sent-request.js';
import { urlOf } from '../transport/transport.js';
import { channel, frame, protocols } from './channels.js';
import { createSocket, whenOpen } from './open-socket.js';
import { startPings } from './pings.js';

export interface AttachSpec {
  readonly podKey: PodKey;
  readonly containerName: string;
  readonly stdin: boolean;
  readonly tty: boolean;
  /** Which try it is, where not the first. */
  readonly attempt?: number;
}

/** What the other end sends. A promise returned stops the reading until it is settled. */
export interface AttachSink {
  stdout(bytes: Buffer): undefined | Promise<void>;
  stderr(bytes: Buffer): undefined | Promise<void>;
}

export interface AttachSocket {
  /** Whether an end of input can be told without closing the whole: v5 on. */
  readonly halfClose: boolean;
  /** Resolves once the bytes are on their way. */
  write(bytes: Uint8Array): Promise<void>;
  closeInput(): Promise<void>;
  resize(size: { readonly columns: number; readonly rows: number }): void;
  /** Resolves when the server has handled every frame sent before. */
  flushed(): Promise<void>;
  /** How the server says it ended; rejects with a `ConnectionLostError` where it does not say. */
  readonly ended: Promise<Status>;
  /** Sends a close frame and waits for the server's. */
  close(): void;
  /** Ends it at once. */
  abandon(): void;
}

/** Opens a WebSocket to the container; a refusal is the error that its `Status` stands for. */
export async function openAttach(
  context: ClientContext,
  spec: AttachSpec,
  sink: AttachSink,
  signal: AbortSignal,
): Promise<AttachSocket> {
  const { connection } = context.transport;
  const credentials = await getCredentials(connection, signal);
  try {
    return await openWith(credentials, context, spec, sink, signal);
  } catch (error) {
    if (!(error instanceof UnauthorizedError)) throw error;
    const renewed = await renewCredentials(connection, credentials, signal);
    if (!renewed) throw error;
    return openWith(renewed, context, spec, sink, signal);
  }
}

async function openWith(
  credentials: Credentials,
  { transport, pingInterval }: ClientContext,
  spec: AttachSpec,
  sink: AttachSink,
  signal: AbortSignal,
): Promise<AttachSocket> {
  const path = podPath(spec.podKey, 'attach');
  const url = urlOf(transport.connection, path, {
    container: spec.containerName,
    stdin: spec.stdin,
    stdout: true,
    // A terminal has no stderr of its own.
    stderr: !spec.tty,
    tty: spec.tty,
  });
  const tell = timeRequest(transport.onRequest, { method: 'GET', path, attempt: spec.attempt ?? 1 });
  const { socket, isSent } = await createSocket(transport, url, credentials);
  let status: number | undefined;
  const onAnswer = ({ statusCode }: IncomingMessage) => {
    status = statusCode;
  };
  socket.once('upgrade', onAnswer);
  socket.once('unexpected-response', (_, answer) => onAnswer(answer));
  const ended = readFrames(socket, sink, signal);
  ended.catch(() => {});
  const subject = { podName: spec.podKey.name, namespace: spec.podKey.namespace };
  try {
    await within(transport.requestTimeout, signal, (opening) => whenOpen(socket, { url, subject }, opening));
    tell(status);
  } catch (error) {
    socket.terminate();
    tell(status);
    if (isSent() || !(error instanceof ConnectionLostError)) throw error;
    throw new ServerUnavailableError(`cannot reach ${url.origin}: ${error.message}`, { cause: error });
  }
  const stopPings = startPings(socket, pingInterval);
  const onAbort = () => socket.terminate();
  signal.addEventListener('abort', onAbort, { once: true });
  socket.on('close', () => {
    stopPings();
    signal.removeEventListener('abort', onAbort);
  });
  const send = (data: Buffer) => sendFrame(socket, data);
  return {
    halfClose: socket.protocol === protocols[0],
    write: (bytes) => send(frame(channel.stdin, bytes)),
    closeInput: () => send(Buffer.from([channel.close, channel.stdin])),
    resize({ columns, rows }) {
      send(frame(channel.resize, Buffer.from(JSON.stringify({ Width: columns, Height: rows })))).catch(
        () => {},
      );
    },
    flushed: () => whenPonged(socket),
    ended,
    close: () => socket.close(1000),
    abandon: () => socket.terminate(),
  };
}

function readFrames(socket: WebSocket, sink: AttachSink, signal: AbortSignal): Promise<Status> {
  return new Promise((resolve, reject) => {
    let status: Status | undefined;
    let busy: Promise<void> = Promise.resolve();
    const deliver = (write: undefined | Promise<void>) => {
      if (!write) return;
      socket.pause();
      busy = write.then(
        () => socket.resume(),
        (error) => {
          reject(error);
          socket.terminate();
        },
      );
    };
    socket.on('message', (data) => {
      const bytes = toBuffer(data);
      const rest = bytes.subarray(1);
      if (bytes[0] === channel.status) status = parseStatus(rest);
      else if (rest.length === 0) return;
      else if (bytes[0] === channel.stdout) deliver(sink.stdout(rest));
      else if (bytes[0] === channel.stderr) deliver(sink.stderr(rest));
    });
    socket.on('close', (code, reason) => {
      untilAborted(signal, busy).then(() => {
        if (status) return resolve(status);
        if (signal.aborted) return reject(signal.reason);
        const why = reason.toString() || `code ${code}`;
        reject(new ConnectionLostError(`the attached connection was closed without a status: ${why}`));
      }, reject);
    });
  });
}

function toBuffer(data: Buffer | ArrayBuffer | Buffer[] | string): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return typeof data === 'string' ? Buffer.from(data) : Buffer.from(data as Buffer);
}

function parseStatus(bytes: Buffer): Status {
  try {
    return JSON.parse(bytes.toString('utf8')) as Status;
  } catch {
    return { kind: 'Status', status: 'Failure', message: bytes.toString('utf8') };
  }
}

function sendFrame(socket: WebSocket, data: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.send(data, { binary: true }, (error) =>
      error
        ? reject(new ConnectionLostError(`input could not be sent: ${error.message}`, { cause: error }))
        : resolve(),
    );
  });
}

function whenPonged(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    const mark = Buffer.from(`flush-${Math.random()}`);
    const end = (act: () => void) => {
      socket.off('pong', onPong);
      socket.off('close', onClose);
      act();
    };
    const onPong = (data: Buffer) => data.equals(mark) && end(resolve);
    const onClose = () =>
      end(() => reject(new ConnectionLostError('the connection broke before input was taken')));
    if (socket.readyState !== socket.OPEN) return onClose();
    socket.on('pong', onPong);
    socket.on('close', onClose);
    socket.ping(mark);
  });
}

/** The error of a status that says `Failure`. */
export function errorOfAttachStatus(status: Status): RequestFailedError | undefined {
  if (status.status === 'Success') return undefined;
  return new RequestFailedError(status.message || 'attach failed without a message', { status });
}
