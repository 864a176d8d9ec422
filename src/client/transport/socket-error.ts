import { ConnectionLostError, ServerUnavailableError } from '../errors/broken.js';

/** What is to be mended, by the code of the error; asking again does not help. */
const mistakes: readonly (readonly [RegExp, string])[] = [
  [
    /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE|INVALID_CA)/,
    'its certificate is not signed by a certificate authority that is trusted; check TRUSTED',
  ],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'name a host of its certificate in server, or in tls-server-name'],
  [/^CERT_HAS_EXPIRED$/, 'its certificate is to be renewed'],
  [
    /^(EPROTO|ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST))$/,
    'is it https that is spoken there?',
  ],
  [/^HPE_/, 'is it http that is spoken there?'],
  [/^ERR_SSL_.*_ALERT_/, 'it refused the client certificate; check client-certificate-data'],
  [/^ERR_OSSL_/, 'a certificate or key cannot be read; check that it is PEM'],
  [/^ERR_INVALID_(CHAR|HTTP_TOKEN)$/, 'check the token and whom to impersonate'],
  [/^ENOTFOUND$/, 'check the name of the host'],
  [/^(ERR_INVALID_URL|ERR_TLS_|CERT_|ERR_SSL_|HOSTNAME_MISMATCH)/, ''],
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
  const text = messageOf(error).trim() || code;
  const mistake = mistakes.find(([pattern]) => pattern.test(code));
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
