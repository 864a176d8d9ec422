import { KubeConfigError } from './error.js';

/**
 * The token of the one `auth-provider` that kubectl still has. It is kubectl that renews it, and writes
 * it to the kubeconfig; here it is only used.
 *
 * Source: kubernetes v1.37 client-go plugin/pkg/client/auth/oidc/oidc.go
 */
export function readOidcToken(config: Readonly<Record<string, string | undefined>>): string {
  const token = config['id-token'] ?? '';
  const expires = readExpiry(token);
  if (expires !== undefined && Date.now() < expires - 10_000) return token;
  const found =
    expires === undefined
      ? 'has no id-token'
      : `has an id-token that expired at ${new Date(expires).toISOString()}`;
  throw new KubeConfigError(
    `auth-provider oidc ${found}; kubectl renews it where there is a refresh-token (any command does, such as kubectl get pods), or log in by an exec plugin such as kubelogin`,
  );
}

/** Milliseconds since 1970. */
function readExpiry(token: string): number | undefined {
  try {
    const { exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return typeof exp === 'number' ? exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}
