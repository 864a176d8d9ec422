import type { Writable } from 'node:stream';

const steering = /(?!\t|\r?\n)[\p{Cc}\p{Bidi_Control}]/gu;

/**
 * Writes text for people. All output of commands goes through here, with control characters shown as
 * visible symbols: names, messages and events come from a server, and file names from anybody.
 * Only a container's own streams and the progress line are written unchanged.
 */
export function print(stream: Writable, text: string): void {
  stream.write(text.replace(steering, '�'));
}

/** A text that must stay on one line, such as a table cell. */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(/\p{Cc}|\p{Bidi_Control}/gu, (c) => (c === '\r' ? '' : '�'));
}

/** Writes a value as one line of JSON; control characters become JSON escapes, so the value stays the same. */
export function printJson(stream: Writable, value: unknown): void {
  stream.write(`${escapeSteering(JSON.stringify(value))}\n`);
}

/** For JSON and for double-quoted YAML, which have the same escapes. */
export function escapeSteering(text: string): string {
  return text.replace(steering, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
