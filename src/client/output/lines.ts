const newline = 10;
const carriageReturn = 13;

/** Bytes as lines, each with its end; the last may have none. */
export function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, from)) {
    lines.push(bytes.subarray(from, at + 1));
    from = at + 1;
  }
  if (from < bytes.length) lines.push(bytes.subarray(from));
  return lines;
}

export function isWhole(line: Buffer): boolean {
  return line.at(-1) === newline;
}

export function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count++;
  return count;
}

/** Lines of a log with the carriage returns of a terminal, which {@link asLogged} removes. */
export function asTyped(log: Buffer): Buffer {
  const parts = linesOf(log).map((line) =>
    isWhole(line) && line.at(-2) !== carriageReturn
      ? Buffer.concat([line.subarray(0, -1), Buffer.of(carriageReturn, newline)])
      : line,
  );
  return Buffer.concat(parts);
}

/** A line as containerd logs it: `\r\n` becomes `\n` (containerd v1.6 pkg/cri/io/logger.go readLine). */
export function asLogged(line: Buffer): Buffer {
  if (!isWhole(line) || line.at(-2) !== carriageReturn) return line;
  return Buffer.concat([line.subarray(0, -2), line.subarray(-1)]);
}
