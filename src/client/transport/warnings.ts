import type { IncomingMessage } from 'node:http';

/**
 * The texts of `Warning: 299 - "…"` headers, of which an answer may have several.
 *
 * Source: kubernetes v1.37 apimachinery pkg/util/net/http.go ParseWarningHeaders
 */
export function parseWarnings({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): string[] {
  const texts: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() !== 'warning') continue;
    for (const [, quoted = ''] of (rawHeaders[at + 1] ?? '').matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)) {
      texts.push(decodeUtf8(quoted.replace(/\\(.)/g, '$1')));
    }
  }
  return texts;
}

/** Node reads header bytes as latin1, the server writes UTF-8. */
function decodeUtf8(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}
