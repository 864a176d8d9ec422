import { childOf, sleep } from '../scope.js';
import { detachKeysTime } from '../timing.js';
import type { InputReader } from './input.js';

/** As kubectl attach and docker have it. */
const usual = 'ctrl-p,ctrl-q';

/**
 * The bytes of keys such as `ctrl-a,d`: letters and signs as they are, and `ctrl-` before a letter or one
 * of `@[\]^_`. Undefined for none.
 *
 * @throws TypeError where it is no such list
 */
export function parseDetachKeys(keys: string | boolean): Uint8Array | undefined {
  if (keys === false) return undefined;
  const names = (keys === true ? usual : keys).split(',');
  return Uint8Array.from(names, (name) => {
    const [, control] = /^ctrl-([a-z@[\\\]^_])$/.exec(name) ?? [];
    if (control !== undefined) return control.toUpperCase().charCodeAt(0) - 64;
    if (/^[!-~]$/.test(name)) return name.charCodeAt(0);
    throw new TypeError(`detachKeys: must be like "ctrl-a,d", got ${JSON.stringify(keys)}`);
  });
}

export interface KeyFilter {
  /** The bytes to pass on, and whether the keys were pressed; keys begun but not finished are held back. */
  filter(bytes: Uint8Array): { readonly pass: Uint8Array; readonly detach: boolean };
  isHolding(): boolean;
  /** Gives what is held back. */
  release(): Uint8Array;
}

export function createKeyFilter(keys: Uint8Array): KeyFilter {
  let held: number[] = [];
  const isBeginning = () => held.every((byte, index) => byte === keys[index]);
  return {
    filter(bytes) {
      const pass: number[] = [];
      for (const byte of bytes) {
        held.push(byte);
        while (!isBeginning()) pass.push(held.shift() as number);
        if (held.length === keys.length) return { pass: Uint8Array.from(pass), detach: true };
      }
      return { pass: Uint8Array.from(pass), detach: false };
    },
    isHolding: () => held.length > 0,
    release() {
      const bytes = Uint8Array.from(held);
      held = [];
      return bytes;
    },
  };
}

/**
 * The input until the keys are pressed, which is told at its end. Keys that may begin them are held back
 * until another comes, or none for a while: a program has its own use for them.
 */
export async function* untilDetachKeys(
  reader: InputReader,
  keys: Uint8Array | undefined,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, 'detached' | 'ended', void> {
  const filter = keys && createKeyFilter(keys);
  for (let next = reader.next(); ; ) {
    const bytes = filter?.isHolding() ? await unlessLate(next, signal) : await next;
    if (bytes === late || bytes === undefined) {
      const held = filter?.release();
      if (held?.length) yield held;
      if (bytes === undefined) return 'ended';
      continue;
    }
    const { pass, detach } = filter?.filter(bytes) ?? { pass: bytes, detach: false };
    if (pass.length > 0) yield pass;
    if (detach) return 'detached';
    next = reader.next();
  }
}

const late: unique symbol = Symbol('no key followed in time');

async function unlessLate<Result>(next: Promise<Result>, signal: AbortSignal): Promise<Result | typeof late> {
  const child = childOf(signal);
  try {
    return await Promise.race([next, sleep(detachKeysTime, child.signal).then((): typeof late => late)]);
  } finally {
    child.release();
    child.abort(undefined);
  }
}
