import type { WebSocket } from 'ws';
import type { ByteLimitFault } from '../faults/byte-limit.js';

/** The first byte of a frame. Source: kubernetes v1.37 apimachinery pkg/util/remotecommand/constants.go */
export const channel = { stdin: 0, stdout: 1, stderr: 2, error: 3, resize: 4, close: 255 } as const;

/** Writes frames to a client, up to where a fault ends the stream. */
export interface FrameWriter {
  readonly protocol: string;
  /** Resolves once the bytes have left, or never will. */
  write(number: number, data: Uint8Array): Promise<void>;
  /** Whether a fault keeps the connection open without another byte. */
  isSilent(): boolean;
}

/** What the node reads at a time. */
const longestFrame = 32 * 1024;

export function writeFrames(socket: WebSocket, protocol: string, limit: ByteLimitFault): FrameWriter {
  function send(frame: Buffer): Promise<void> {
    return new Promise((resolve) => {
      const fits = limit.take(frame).length === frame.length;
      if (fits && socket.readyState === socket.OPEN) socket.send(frame, { binary: true }, () => resolve());
      else resolve();
      limit.finish();
    });
  }

  return {
    protocol,
    async write(number, data) {
      const sent: Promise<void>[] = [];
      for (let start = 0; start < data.length || start === 0; start += longestFrame) {
        sent.push(send(Buffer.concat([Buffer.of(number), data.subarray(start, start + longestFrame)])));
      }
      await Promise.all(sent);
    },
    isSilent: limit.isSilent,
  };
}
