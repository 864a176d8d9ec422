/** Keeps what a file holds from steering the terminal it is shown on. */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(/\p{Cc}|\p{Bidi_Control}/gu, (c) => (c === '\r' ? '' : '�'));
}
