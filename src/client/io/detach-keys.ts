/** Ctrl-P, Ctrl-Q: as kubectl attach and docker have it. */
export const detachKeys: Uint8Array = Uint8Array.of(0x10, 0x11);

export interface KeyFilter {
  /** The bytes to pass on, and whether the keys were pressed; keys begun but not finished are held back. */
  filter(bytes: Uint8Array): { readonly pass: Uint8Array; readonly detach: boolean };
  /** What is held back when the input ends. */
  end(): Uint8Array;
}

export function createKeyFilter(keys: Uint8Array = detachKeys): KeyFilter {
  let matched = 0;
  return {
    filter(bytes) {
      const pass: number[] = [];
      for (const byte of bytes) {
        if (byte === keys[matched]) {
          matched++;
          if (matched === keys.length) return { pass: Uint8Array.from(pass), detach: true };
          continue;
        }
        pass.push(...keys.subarray(0, matched));
        matched = byte === keys[0] ? 1 : 0;
        if (matched === 0) pass.push(byte);
      }
      return { pass: Uint8Array.from(pass), detach: false };
    },
    end: () => keys.subarray(0, matched),
  };
}
