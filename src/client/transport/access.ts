import { isDeepStrictEqual } from 'node:util';
import type { ClusterAccess } from '../../kubeconfig/load.js';
import type { Connection } from './connection.js';
import { shareCredentials } from './credentials.js';

/** A connection to the cluster that a kubeconfig leads to. */
export function connectAccess({ logIn, ...where }: ClusterAccess): Connection {
  const { server, proxy, namespace, compress, missing } = where;
  const shared = shareCredentials((refused, signal) => logIn({ refused, signal }));
  return {
    server,
    proxy,
    namespace,
    compress,
    missing,
    credentials: shared.credentials,
    async renew(refused, signal) {
      // A file may have changed, or a request beside this one have had a plugin run.
      const current = await shared.credentials(signal);
      return isDeepStrictEqual(current, refused) ? shared.renew(refused, signal) : current;
    },
  };
}
