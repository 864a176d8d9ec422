/** The first byte of a frame. Source: kubernetes v1.37 apimachinery pkg/util/remotecommand/constants.go */
export const channel = { stdin: 0, stdout: 1, stderr: 2, error: 3, resize: 4, close: 255 } as const;

export function frame(number: number, data: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(number), data]);
}
