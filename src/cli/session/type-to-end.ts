import type { Readable } from 'node:stream';

const keys = { controlD: 4, enter: 13 };
const lineEnds = [10, keys.enter];

/**
 * Input that is no terminal, for a container that has one: its end is typed, as Enter where a line is
 * not finished, and Ctrl-D.
 */
export async function* typeToEnd(input: Readable): AsyncGenerator<Uint8Array, void, void> {
  let last = keys.enter;
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk);
    last = bytes.at(-1) ?? last;
    yield bytes;
  }
  yield Uint8Array.from(lineEnds.includes(last) ? [keys.controlD] : [keys.enter, keys.controlD]);
}
