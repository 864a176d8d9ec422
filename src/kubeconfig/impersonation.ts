/** Who to act as; the API server asks for the permission `impersonate`. */
export interface Impersonation {
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly uid?: string;
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** Source: kubernetes v1.37 client-go transport/round_trippers.go NewImpersonatingRoundTripper */
export function impersonationHeaders(as: Impersonation): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  if (as.user !== undefined) headers['Impersonate-User'] = encodeHeader(as.user);
  if (as.uid) headers['Impersonate-Uid'] = encodeHeader(as.uid);
  if (as.groups?.length) headers['Impersonate-Group'] = as.groups.map(encodeHeader);
  for (const [key, values] of Object.entries(as.extra ?? {})) {
    if (values.length > 0) headers[`Impersonate-Extra-${escapeKey(key)}`] = values.map(encodeHeader);
  }
  return headers;
}

/** Source: kubernetes v1.37 client-go transport/round_trippers.go headerKeyEscape */
function escapeKey(key: string): string {
  const escapeByte = (byte: string) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  return encodeHeader(key).replace(/[^!#$&'*+\-.^_`|~0-9A-Za-z]/g, escapeByte);
}

/** Node writes the characters of a header as bytes, of which the server wants UTF-8. */
export function encodeHeader(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
