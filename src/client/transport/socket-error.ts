import { ConnectionLostError, ServerUnavailableError } from '../errors/broken.js';

/** Failures that a retry does not help, by code and message, with what to fix. */
const mistakes: readonly (readonly [RegExp, string])[] = [
  [
    /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE|INVALID_CA)/,
    'its certificate is not signed by a certificate authority that is trusted; check TRUSTED',
  ],
  [/^ERR_TLS_CERT_ALTNAME_INVALID /, 'name a host of its certificate in server, or in tls-server-name'],
  [/^CERT_HAS_EXPIRED /, 'its certificate is to be renewed'],
  [/wrong.version.number|packet.length.too.long/i, 'is it https that is spoken there?'],
  [
    /alert.(\w+.)?(certificate|unknown.ca|access.denied)/i,
    'it refused the client certificate; check client-certificate-data',
  ],
  [/^HPE_HEADER_OVERFLOW /, 'its answer has larger headers than are read'],
  [/^HPE_/, 'is it http that is spoken there?'],
  [
    /^ERR_OSSL_X509_KEY_(VALUES|TYPE)_MISMATCH /,
    'the client certificate and key do not belong together; check client-certificate-data and client-key-data',
  ],
  [/^ERR_OSSL_/, 'a certificate or key cannot be read; check that it is PEM'],
  [/^ERR_INVALID_(CHAR|HTTP_TOKEN) /, 'check the token and whom to impersonate'],
  [/^ENOTFOUND /, 'check the name of the host'],
  [/^(ERR_TLS_|CERT_|ERR_SSL_|EPROTO|HOSTNAME_MISMATCH)/, ''],
];
const neverReached = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ETIMEDOUT)$/;

/**
 * Tells a server that was not reached from a connection that broke. `where` names it, `trusted` what
 * says whose certificates are.
 */
export function errorOfSocket(
  error: unknown,
  where: string,
  trusted = 'certificate-authority-data',
): ServerUnavailableError | ConnectionLostError {
  if (error instanceof ServerUnavailableError || error instanceof ConnectionLostError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const text = shorten(messageOf(error)) || code;
  const mistake = mistakes.find(([pattern]) => pattern.test(`${code} ${text}`));
  if (mistake) {
    const fix = mistake[1] && `; ${mistake[1].replace('TRUSTED', trusted)}`;
    return new ServerUnavailableError(`cannot reach ${where}: ${text}${fix}`, {
      cause: error,
      transient: false,
    });
  }
  if (neverReached.test(code)) {
    return new ServerUnavailableError(`cannot reach ${where}: ${text}`, { cause: error });
  }
  return new ConnectionLostError(`the connection to ${where} broke: ${text}`, { cause: error });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Of what OpenSSL says, the part for people. */
function shorten(message: string): string {
  return /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] ?? message.trim();
}
