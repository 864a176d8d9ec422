import { PassThrough, Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { describe, expect, it } from 'vitest';
import { type Input, readInput } from '../../src/client/io/input.js';
import { errorOf } from '../contract/context.js';

async function readAll(input: Input): Promise<string> {
  const reader = readInput(input);
  const frames: Uint8Array[] = [];
  for (let frame = await reader.next(); frame; frame = await reader.next()) frames.push(frame);
  reader.release();
  return Buffer.concat(frames).toString();
}

function webStream(...chunks: readonly string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(Buffer.from(chunk));
      controller.close();
    },
  });
}

describe('readInput', () => {
  it.each<[string, () => Input]>([
    ['a string', () => 'onetwo'],
    ['bytes', () => Buffer.from('onetwo')],
    ['a stream of Node', () => Readable.from(['one', 'two'])],
    [
      'a stream that is written later',
      () => {
        const stream = new PassThrough();
        setTimeout(() => stream.write('one'), 5);
        setTimeout(() => stream.end('two'), 10);
        return stream;
      },
    ],
    ['a web stream', () => webStream('one', 'two') as unknown as Input],
    [
      'an async iterable',
      () =>
        (async function* () {
          yield 'one';
          yield Buffer.from('two');
        })(),
    ],
  ])('reads %s to its end', async (_, make) => {
    expect(await readAll(make())).toBe('onetwo');
  });
  it('ends with a stream that ended before', async () => {
    const stream = Readable.from(['all']);
    expect(await readAll(stream)).toBe('all');
    expect(await readAll(stream)).toBe('');
  });
  it('makes frames of 64 KiB at most', async () => {
    const reader = readInput('x'.repeat(150_000));
    const lengths = [await reader.next(), await reader.next(), await reader.next()].map(
      (frame) => frame?.length,
    );
    expect(lengths).toEqual([65_536, 65_536, 18_928]);
    expect(await reader.next()).toBeUndefined();
  });
  it('leaves a stream open with what it did not read', async () => {
    const stream = new PassThrough();
    stream.write('one');
    const first = readInput(stream);
    expect(String(await first.next())).toBe('one');
    const waiting = first.next();
    first.release();
    expect(await waiting).toBeUndefined();
    stream.end('two');
    expect(stream.listenerCount('readable')).toBe(0);
    expect(await readAll(stream)).toBe('two');
  });
  it('leaves a web stream unlocked', async () => {
    let give = (_: string) => {};
    const stream = new ReadableStream<string>({
      start(controller) {
        give = (text) => controller.enqueue(text);
      },
    });
    const first = readInput(stream as unknown as Input);
    const waiting = first.next();
    first.release();
    expect(await waiting).toBeUndefined();
    expect(stream.locked).toBe(false);
    give('late');
    expect(String(await readInput(stream as unknown as Input).next())).toBe('late');
  });
  it('tells an error of the input as its own', async () => {
    const stream = new PassThrough();
    const reading = errorOf(readAll(stream));
    stream.destroy(new Error('disk gone'));
    expect(await reading).toMatchObject({
      kind: 'aborted',
      message: 'the input could not be read: disk gone',
      cause: new Error('disk gone'),
    });
    expect(await errorOf(readAll(stream))).toMatchObject({ kind: 'aborted' });
    const closed = new PassThrough();
    closed.destroy();
    expect(await errorOf(readAll(closed))).toMatchObject({ kind: 'aborted' });
  });
  it('skips empty chunks', async () => {
    const input = Readable.from([5]) as Input;
    expect(await errorOf(readAll(input))).toEqual(
      new TypeError('stdin: its chunks must be strings or bytes, got number'),
    );
  });
});
