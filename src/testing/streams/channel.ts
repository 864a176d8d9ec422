import type { WebSocket } from 'ws';
import type { Cut } from '../faults/byte-limit.js';
import type { Protocol } from './protocol.js';

/** The first byte of a frame. Source: kubernetes v1.37 apimachinery pkg/util/remotecommand/constants.go */
export const channel = { stdin: 0, stdout: 1, stderr: 2, error: 3, resize: 4, close: 255 } as const;

/** Writes frames to a client, up to where a fault cuts the stream. */
export interface FrameWriter {
  readonly protocol: Protocol;
  /** Resolves once the bytes have left, or never will. */
  write(number: number, data: Uint8Array): Promise<void>;
  /** Whether a fault keeps the connection open without another byte. */
  isSilent(): boolean;
}

/** What the node reads at a time. */
const longestFrame = 32 * 1024;

export function writeFrames(socket: WebSocket, protocol: Protocol, cut: Cut): FrameWriter {
  function send(frame: Buffer): Promise<void> {
    return new Promise((resolve) => {
      const fits = cut.take(frame).length === frame.length;
      if (fits && socket.readyState === socket.OPEN) {
        socket.send(frame, { binary: !protocol.base64 }, () => resolve());
      } else resolve();
      cut.finish();
    });
  }

  return {
    protocol,
    async write(number, data) {
      const sent: Promise<void>[] = [];
      for (let start = 0; start < data.length || start === 0; start += longestFrame) {
        sent.push(send(encodeFrame(protocol, number, data.subarray(start, start + longestFrame))));
      }
      await Promise.all(sent);
    },
    isSilent: cut.isSilent,
  };
}

function encodeFrame({ base64 }: Protocol, number: number, data: Uint8Array): Buffer {
  if (base64) return Buffer.from(`${number}${Buffer.from(data).toString('base64')}`);
  return Buffer.concat([Buffer.of(number), data]);
}

/** The channel of a frame that a client sent, and what is on it. */
export function decodeFrame(
  { base64 }: Protocol,
  frame: Buffer,
): { number: number | undefined; data: Buffer } {
  const data = frame.subarray(1);
  if (!base64) return { number: frame[0], data };
  return { number: Number(frame.subarray(0, 1).toString()), data: Buffer.from(data.toString(), 'base64') };
}
