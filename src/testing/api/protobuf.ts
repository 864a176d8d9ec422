import type { JsonObject, JsonValue } from '../json.js';

/** A message: the names of its fields by number, `[name, message]` for one that has fields itself. */
interface Message {
  readonly [number: number]: string | readonly [name: string, message: Message];
}

const metadata: Message = { 1: 'name', 2: 'generateName', 3: 'namespace' };

/**
 * What kubectl sends in protobuf, and no more of it than kubectl sets.
 *
 * Source: kubernetes v1.37 api authorization/v1, authentication/v1 and core/v1, generated.proto
 */
const messages: Readonly<Record<string, Message>> = {
  Namespace: { 1: ['metadata', metadata] },
  SelfSubjectAccessReview: {
    2: [
      'spec',
      {
        1: [
          'resourceAttributes',
          { 1: 'namespace', 2: 'verb', 3: 'group', 4: 'version', 5: 'resource', 6: 'subresource', 7: 'name' },
        ],
        2: ['nonResourceAttributes', { 1: 'path', 2: 'verb' }],
      },
    ],
  },
  SelfSubjectReview: {},
  SelfSubjectRulesReview: { 2: ['spec', { 1: 'namespace' }] },
};

/** Reads an object of one of these kinds. Source: kubernetes v1.37 apimachinery pkg/runtime/generated.proto Unknown */
export function decodeProtobuf(body: Buffer, kind: string): JsonObject {
  // after the magic number comes an Unknown, whose second field is the object
  const raw = readFields(body.subarray(4)).get(2);
  return raw === undefined ? {} : decodeMessage(raw, messages[kind] ?? {});
}

function decodeMessage(bytes: Buffer, message: Message): JsonObject {
  const members = [...readFields(bytes)].flatMap(([number, value]): [string, JsonValue][] => {
    const field = message[number];
    if (field === undefined) return [];
    if (typeof field === 'string') return value.length === 0 ? [] : [[field, value.toString('utf8')]];
    return [[field[0], decodeMessage(value, field[1])]];
  });
  return Object.fromEntries(members);
}

/** The length-delimited fields of a message, by number; others are skipped. */
function readFields(message: Buffer): Map<number, Buffer> {
  const fields = new Map<number, Buffer>();
  let at = 0;
  const readVarint = (): number => {
    let value = 0;
    for (let shift = 0; at < message.length; shift += 7) {
      const byte = message[at] ?? 0;
      at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    return value;
  };
  while (at < message.length) {
    const tag = readVarint();
    if ((tag & 7) !== 2) readVarint();
    else {
      const length = readVarint();
      fields.set(tag >> 3, message.subarray(at, at + length));
      at += length;
    }
  }
  return fields;
}
