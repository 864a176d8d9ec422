import { isDeepStrictEqual } from 'node:util';
import { ConnectionLostError } from '../errors/broken.js';
import { UnauthorizedError } from '../errors/refused.js';
import type { Connection, Credentials } from './connection.js';
import { share } from './share.js';

/** Asks for credentials; `refused` when the server did not take those given last. `signal`: nobody waits any more. */
type Ask = (refused: boolean, signal: AbortSignal) => Promise<Credentials>;

/**
 * Asks once for all who want credentials at the same time, and once more when the server refuses
 * them. `keep` is for how many milliseconds they are used before they are asked for again.
 */
export function shareCredentials(ask: Ask, keep = 0): Pick<Connection, 'credentials' | 'renew'> {
  let held: { readonly credentials: Credentials; readonly until: number } | undefined;
  let renewing = false;
  const asking = share(async (signal) => {
    const credentials = await ask(renewing, signal);
    // A login that all callers gave up may finish late, when newer credentials are in use.
    if (!signal.aborted) held = { credentials, until: Date.now() + keep };
    return credentials;
  });
  const askOnce = (refused: boolean, signal: AbortSignal): Promise<Credentials> => {
    if (!asking.busy()) renewing = refused;
    return asking.join({ signal });
  };
  const current = () => (held && Date.now() < held.until ? held.credentials : undefined);
  return {
    credentials: async (signal) => current() ?? askOnce(false, signal),
    async renew(refused, signal) {
      if (asking.busy() && !renewing) await asking.join({ signal }).catch(() => {});
      const differs = (credentials?: Credentials) => credentials && !isDeepStrictEqual(credentials, refused);
      // A request beside this one may have got others already.
      if (!asking.busy() && differs(current())) return current();
      const renewed = await askOnce(true, signal);
      return differs(renewed) ? renewed : undefined;
    },
  };
}

export function getCredentials(connection: Connection, signal: AbortSignal): Promise<Credentials> {
  return waitForLogin(connection, () => connection.credentials(signal), signal);
}

/** Other credentials than those the server refused, if there are any. */
export function renewCredentials(
  connection: Connection,
  refused: Credentials,
  signal: AbortSignal,
): Promise<Credentials | undefined> {
  return waitForLogin(connection, () => connection.renew(refused, signal), signal);
}

/** A plugin or a file that gives no credentials is an error that is not retried. */
async function waitForLogin<Result>(
  { server }: Connection,
  login: () => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  signal.throwIfAborted();
  try {
    return await login();
  } catch (error) {
    if (signal.aborted) throw reasonOf(signal, server);
    const why = error instanceof Error ? error.message.trim() : String(error);
    throw new UnauthorizedError(`cannot get credentials for ${server}: ${why}`, { cause: error });
  }
}

/** A login may wait for somebody to type a password, which is no fault of the server. */
function reasonOf({ reason }: AbortSignal, server: string): unknown {
  if (!(reason instanceof ConnectionLostError)) return reason;
  return new ConnectionLostError(`still waiting for credentials for ${server}`, { cause: reason });
}
