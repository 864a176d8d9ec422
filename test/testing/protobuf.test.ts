import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeProtobuf, openProtobuf } from '../../src/testing/api/protobuf.js';

interface Sample {
  readonly kind: string;
  /** As it is sent, in base64. */
  readonly body: string;
  /** The same object in JSON, as Go writes it. */
  readonly object: Record<string, unknown>;
}

const samples = JSON.parse(
  readFileSync(new URL('./protocol/protobuf-1.37.json', import.meta.url), 'utf8'),
) as readonly Sample[];

describe('an object with every field set, in protobuf', () => {
  test.each(samples.map((sample) => [sample.kind, sample] as const))('%s', (kind, sample) => {
    const { raw, ...type } = openProtobuf(Buffer.from(sample.body, 'base64'));
    const decoded = decodeProtobuf(raw, kind, Number.POSITIVE_INFINITY);
    // the status is the server's: it reads none
    expect({ ...type, ...decoded, status: undefined }).toEqual({ ...sample.object, status: undefined });
  });
});
