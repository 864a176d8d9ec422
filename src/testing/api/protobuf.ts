import type { JsonRecord, JsonValue } from '../model/json.js';
import { findField, isStruct, itemOf, type PodField } from '../schema/fields.js';
import { messages } from '../schema/protobuf-messages.js';
import { isEmpty, readWire, type WireValue } from './protobuf-wire.js';

/** An object as it is sent in protobuf: of which kind, and what it is not decoded from yet. */
export interface ProtobufObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly raw: Buffer;
}

const magic = Buffer.from('k8s\0');

/** Reads what is around an object; throws what Go says of it. Source: kubernetes v1.37 apimachinery pkg/runtime/serializer/protobuf/protobuf.go Decode */
export function openProtobuf(body: Buffer): ProtobufObject {
  if (body.length === 0) throw new Error('empty data');
  if (!body.subarray(0, magic.length).equals(magic)) {
    const prefix = [...magic].join(' ');
    throw new Error(`provided data does not appear to be a protobuf message, expected prefix [${prefix}]`);
  }
  if (body.length === magic.length) throw new Error('empty body');
  const unknown = new Map(readWire(body.subarray(magic.length)));
  const type = new Map(readWire(bytesOf(unknown.get(1))));
  const [apiVersion, kind] = [textOf(type.get(1)), textOf(type.get(2))];
  return { apiVersion, kind, raw: bytesOf(unknown.get(2)) };
}

/** Decodes a message into what JSON has of it; throws what Go says of one that is cut off. */
export function decodeProtobuf(raw: Buffer, type: string, minor: number): JsonRecord {
  return decodeMessage(raw, type, type, minor);
}

/** `message` has the numbers, `type` the fields: of an embedded one, that of the one it is in. */
function decodeMessage(raw: Buffer, message: string, type: string, minor: number): JsonRecord {
  const names = namesOf(message);
  const object: JsonRecord = {};
  for (const [number, value] of readWire(raw)) {
    const name = names.get(number);
    if (name === undefined) continue;
    if (name.startsWith('...')) {
      Object.assign(object, decodeMessage(bytesOf(value), name.slice(3), type, minor));
      continue;
    }
    const key = name.replace('?', '');
    const field = findField(type, key, minor);
    if (field === undefined) continue;
    const before = object[key];
    if (field.list !== undefined) {
      const item = decodeValue(value, itemOf(field), minor);
      object[key] = [...(Array.isArray(before) ? before : []), item];
    } else if (field.map !== undefined) {
      const entry = new Map(readWire(bytesOf(value)));
      const item = decodeValue(entry.get(2) ?? Buffer.alloc(0), itemOf(field), minor);
      object[key] = { ...(before as JsonRecord | undefined), [textOf(entry.get(1))]: item };
    } else if (name.endsWith('?') || isStruct(field.of) || !isEmpty(value)) {
      object[key] = decodeValue(value, field, minor);
    }
  }
  return object;
}

function decodeValue(value: WireValue, { of }: PodField, minor: number): JsonValue {
  switch (of) {
    case 'string':
      return textOf(value);
    case 'boolean':
      return numberOf(value) !== 0;
    case 'int32':
    case 'int64':
      return numberOf(value);
    case 'quantity':
      return textOf(new Map(readWire(bytesOf(value))).get(1));
    case 'time':
      return decodeTime(bytesOf(value));
    case 'intOrString': {
      const parts = new Map(readWire(bytesOf(value)));
      return numberOf(parts.get(1)) === 0 ? numberOf(parts.get(2)) : textOf(parts.get(3));
    }
    case 'FieldsV1':
      return JSON.parse(textOf(new Map(readWire(bytesOf(value))).get(1)) || '{}') as JsonValue;
    case 'object':
      // what only the server says
      return {};
    default:
      return decodeMessage(bytesOf(value), of, of, minor);
  }
}

function decodeTime(bytes: Buffer): string {
  const seconds = numberOf(new Map(readWire(bytes)).get(1));
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

const tables = new Map<string, ReadonlyMap<number, string>>();

function namesOf(message: string): ReadonlyMap<number, string> {
  const known = tables.get(message);
  if (known !== undefined) return known;
  let next = 1;
  const names = (messages[message] ?? '').split(' ').map((word): [number, string] => {
    const [before, after] = word.split(':') as [string, string?];
    const number = after === undefined ? next : Number(before);
    next = number + 1;
    return [number, after ?? before];
  });
  const table = new Map(names);
  tables.set(message, table);
  return table;
}

function bytesOf(value: WireValue | undefined): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
}

function textOf(value: WireValue | undefined): string {
  return bytesOf(value).toString('utf8');
}

function numberOf(value: WireValue | undefined): number {
  return typeof value === 'bigint' ? Number(BigInt.asIntN(64, value)) : 0;
}
