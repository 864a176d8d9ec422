/** What a field has: bytes, or a number. */
export type WireValue = Buffer | bigint;

/** Whether it is the zero of its type. */
export function isEmpty(value: WireValue): boolean {
  return Buffer.isBuffer(value) ? value.length === 0 : value === 0n;
}

/** The fields of a message in the order they come; throws what Go says of one that is cut off. Source: protobuf encoding */
export function readWire(message: Buffer): (readonly [number: number, value: WireValue])[] {
  const fields: (readonly [number, WireValue])[] = [];
  let at = 0;
  const take = (length: number): Buffer => {
    if (length > message.length - at) throw new Error('unexpected EOF');
    at += length;
    return message.subarray(at - length, at);
  };
  const readVarint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const [byte = 0] = take(1);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
      if (shift > 63n) throw new Error('proto: integer overflow');
    }
  };
  while (at < message.length) {
    const tag = readVarint();
    const number = Number(tag >> 3n);
    switch (Number(tag & 7n)) {
      case 0:
        fields.push([number, readVarint()]);
        break;
      case 1:
        take(8);
        break;
      case 2:
        fields.push([number, take(Number(readVarint()))]);
        break;
      case 5:
        take(4);
        break;
      default:
        throw new Error(`proto: illegal wireType ${tag & 7n}`);
    }
  }
  return fields;
}
