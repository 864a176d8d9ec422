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
  const url = URL.canParse(hasScheme ? text : `http://${text}`)
    ? new URL(hasScheme ? text : `http://${text}`)
    : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || (!hasScheme && url.pathname !== '/')) {
    throw new KubeConfigError(`${where}: must be an http or https URL, or a host and port, got ${shown}`);
  }
  const login = url.username || url.password ? `${decode(url.username)}:${decode(url.password)}` : undefined;
  return {
    server: `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`,
    secure: url.protocol === 'https:',
    login,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
