import { isObject, type JsonObject } from '../json.js';

/**
 * Reads a SelfSubjectAccessReview in protobuf, which is how kubectl sends it. Everything else it
 * sends as JSON.
 *
 * Source: kubernetes v1.37 api authorization/v1/generated.proto, apimachinery pkg/runtime/generated.proto Unknown
 */
export function decodeAccessReview(body: Buffer): JsonObject {
  // after the magic number comes an Unknown, whose second field is the object
  const raw = readFields(body.subarray(4)).get(2);
  const spec = raw === undefined ? undefined : readFields(raw).get(2);
  if (spec === undefined) return { spec: {} };
  const attributes = readFields(spec);
  return {
    spec: {
      ...member('resourceAttributes', attributes.get(1), resourceAttributes),
      ...member('nonResourceAttributes', attributes.get(2), ['path', 'verb']),
    },
  };
}

/** In the order of their field numbers. */
const resourceAttributes = ['namespace', 'verb', 'group', 'version', 'resource', 'subresource', 'name'];

function member(name: string, bytes: Buffer | undefined, keys: readonly string[]): JsonObject {
  if (bytes === undefined) return {};
  const fields = readFields(bytes);
  const values = keys
    .map((key, index) => [key, fields.get(index + 1)?.toString('utf8') ?? ''] as const)
    .filter(([, value]) => value !== '');
  const value: unknown = Object.fromEntries(values);
  return isObject(value) ? { [name]: value } : {};
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
