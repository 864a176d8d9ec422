import type { Writable } from 'node:stream';

const steering = /(?!\t|\r?\n)[\p{Cc}\p{Bidi_Control}]/gu;

/**
 * Writes text for people. All that commands say goes through here, and whatever in it would steer the
 * terminal is shown as a sign: names, messages and events are a server's to choose, and file names anybody's.
 * Only a container's own streams, and the drawing of the progress line, are written as they are.
 */
export function print(stream: Writable, text: string): void {
  stream.write(text.replace(steering, '�'));
}

/** A text that is to be on one line, beside others. */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(/\p{Cc}|\p{Bidi_Control}/gu, (c) => (c === '\r' ? '' : '�'));
}

/** Writes a value as one line of JSON, in which such characters are escaped, and so mean the same. */
export function printJson(stream: Writable, value: unknown): void {
  stream.write(`${escapeSteering(JSON.stringify(value))}\n`);
}

/** For what has the escapes of JSON: that itself, and double quotes in YAML. */
export function escapeSteering(text: string): string {
  return text.replace(steering, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
