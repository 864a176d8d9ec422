/** A piece of a log line, without the timestamp that the kubelet put before it. */
export interface LogPiece {
  /** The line's timestamp; empty for the rest of a line whose beginning was not sent. */
  readonly time: string;
  /** Whether the line begins with this piece. */
  readonly begins: boolean;
  /** With the line end, if the piece has it. */
  readonly bytes: Buffer;
}

const newline = 10;
const space = 32;
/** `2026-11-22T17:19:22.123456789Z`, or with an offset of hours and minutes. */
const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const longestTimestamp = 40;

/**
 * Takes apart what `log?timestamps=true` sends: the time before each line, and the bytes as the
 * container wrote them. Long lines are passed on as they come.
 *
 * Source: kubernetes v1.37 cri-client pkg/logs/logs.go logWriter.write
 */
export async function* parseLog(chunks: AsyncIterable<Buffer>): AsyncGenerator<LogPiece, void, void> {
  let head: Buffer = Buffer.alloc(0);
  let time: string | undefined;
  for await (const chunk of chunks) {
    // What remains at the end is a timestamp that was cut off.
    let data = head.length > 0 ? Buffer.concat([head, chunk]) : chunk;
    head = Buffer.alloc(0);
    while (data.length > 0) {
      let begins = false;
      if (time === undefined) {
        const end = data.indexOf(space);
        if (end < 0 && data.length < longestTimestamp && data.indexOf(newline) < 0) {
          head = data;
          break;
        }
        const text = end > 0 && end <= longestTimestamp ? data.toString('latin1', 0, end) : '';
        begins = timestamp.test(text);
        time = begins ? text : '';
        if (begins) data = data.subarray(end + 1);
      }
      const end = data.indexOf(newline);
      const bytes = end < 0 ? data : data.subarray(0, end + 1);
      yield { time, begins, bytes };
      if (end >= 0) time = undefined;
      data = data.subarray(bytes.length);
    }
  }
}
