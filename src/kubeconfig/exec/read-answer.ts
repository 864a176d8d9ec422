import type { TlsOptions } from '../credentials.js';
import { string, struct } from '../decode.js';
import { KubeConfigError } from '../error.js';
import { parseText } from '../parse-text.js';
import { checkPair } from '../read-tls.js';

/** What a plugin logged in with. */
export interface PluginLogin {
  readonly token: string | undefined;
  readonly tls: TlsOptions;
  /** Milliseconds since 1970; never, where the plugin does not say. */
  readonly expires: number;
}

const answer = struct({
  apiVersion: string,
  kind: string,
  status: struct({
    expirationTimestamp: string,
    token: string,
    clientCertificateData: string,
    clientKeyData: string,
  }),
});

/** Source: kubernetes v1.37 client-go plugin/pkg/client/auth/exec/exec.go refreshCredsLocked */
export function readAnswer(text: string, program: string, apiVersion: string | undefined): PluginLogin {
  const at = `exec plugin ${program}: its answer`;
  const { status, kind = 'ExecCredential', ...rest } = answer(parseText(text, at), at) ?? {};
  if (kind !== 'ExecCredential' || rest.apiVersion !== apiVersion) {
    const found = JSON.stringify(`${rest.apiVersion ?? 'no apiVersion'} ${kind}`);
    throw new KubeConfigError(
      `${at} is not "${apiVersion} ExecCredential", which the kubeconfig has it use; it is ${found}`,
    );
  }
  if (status === undefined) throw new KubeConfigError(`${at} has no status, where the credentials are to be`);
  const { token, clientCertificateData: certificate, clientKeyData: key } = status;
  if (!token && !certificate && !key) {
    throw new KubeConfigError(`${at} has neither a token nor a client certificate and key in its status`);
  }
  if (!certificate !== !key) {
    throw new KubeConfigError(
      `${at} has only one of client certificate and key in its status, and both are needed`,
    );
  }
  return {
    token: token || undefined,
    expires: readTime(status.expirationTimestamp, at),
    tls:
      certificate && key
        ? checkPair(
            { text: certificate, where: `clientCertificateData of exec plugin ${program}` },
            { text: key, where: `clientKeyData of exec plugin ${program}` },
          )
        : {},
  };
}

function readTime(text: string | undefined, at: string): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new KubeConfigError(`${at} has an expirationTimestamp that is no time as RFC 3339 writes it`);
}
