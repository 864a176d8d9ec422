import { KubeConfigError } from './error.js';

/** Where a cluster is: the address without user and password, and these. */
export interface ServerAddress {
  readonly server: string;
  readonly secure: boolean;
  /** `user:password` of the address. */
  readonly login: string | undefined;
}

/**
 * A URL, or a host with or without a port, which is then plain http.
 *
 * Source: kubernetes v1.37 client-go rest/url_utils.go DefaultServerURL
 */
export function readServer(text: string, where: string): ServerAddress {
  const shown = JSON.stringify(text.replace(/\/\/[^/]*@/, '//…@'));
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\/./i.test(text);
  const url = readUrl(hasScheme ? text : `http://${text}`);
  if (url === undefined || !/^https?:$/.test(url.protocol) || (!hasScheme && !/^[^/]+\/?$/.test(text))) {
    throw new KubeConfigError(`${where}: must be an http or https URL, or a host and port, got ${shown}`);
  }
  const login = url.username || url.password ? `${decode(url.username)}:${decode(url.password)}` : undefined;
  return {
    server: `${url.protocol}//${url.host}${url.pathname.replace(/\/{2,}/g, '/').replace(/\/$/, '')}`,
    secure: url.protocol === 'https:',
    login,
  };
}

/** Undefined where another address would be asked: `URL` drops blanks, and Node takes port 0 for the default. */
function readUrl(text: string): URL | undefined {
  if (/[\s\\\p{Cc}]/u.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.port === '0' ? undefined : url;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
