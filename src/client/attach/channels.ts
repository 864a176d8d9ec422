/** Source: kubernetes v1.37 apimachinery pkg/util/remotecommand/constants.go */
export const protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io'] as const;

/** The first byte of each frame. */
export const channel = { stdin: 0, stdout: 1, stderr: 2, status: 3, resize: 4, close: 255 } as const;

export function frame(to: number, bytes: Uint8Array): Buffer {
  const framed = Buffer.allocUnsafe(bytes.length + 1);
  framed[0] = to;
  framed.set(bytes, 1);
  return framed;
}
