import { validateHeaderValue } from 'node:http';
import type { OptionNames } from '../core/known-options.js';
import type { Minor } from '../index.js';
import { type MinorVersion, parseMinor } from '../validate/parse-minor.js';
import { createLifetime, type Lifetime, type Scope } from './scope.js';
import { readServerMinor } from './server-version.js';
import {
  defaultCallTimeout,
  defaultPingInterval,
  defaultRequestTimeout,
  defaultRunTimeout,
  defaultWatchTimeoutSeconds,
  longestTimer,
  longestWatchSeconds,
} from './timing.js';
import type { Connection } from './transport/connection.js';
import type { SentRequest } from './transport/sent-request.js';
import { share } from './transport/share.js';
import { createTransport, type Transport } from './transport/transport.js';

/** How a client is made; every field has a default. */
export interface ClientOptions {
  /** The server's minor (`1.30`), where it is known: saves the one request that asks for it. */
  readonly minor?: MinorVersion | undefined;
  /** Milliseconds a call may take that names no `timeout` of its own; default 30 000. */
  readonly timeout?: number | undefined;
  /** The same for calls that last as long as a container: `run`, `waitForExit`, `logs` that follow; default 600 000. */
  readonly runTimeout?: number | undefined;
  /** Milliseconds without an answer after which a request is sent again (longer each time); default 10 000. */
  readonly requestTimeout?: number | undefined;
  /** Seconds after which a watch, or a silent log, is requested again, in case its connection is half-open; default 20. */
  readonly watchTimeout?: number | undefined;
  /** Milliseconds between pings on an attached stream; three unanswered ones end it. Default 5 000. */
  readonly pingInterval?: number | undefined;
  /** Default `ephemeral-containers`. The server derives the field manager from it. */
  readonly userAgent?: string | undefined;
  /**
   * Told of each request once it is answered, or failed, for logs and metrics. It is called while the
   * request is handled, so it is to return soon; what it throws ends the call.
   */
  readonly onRequest?: ((request: SentRequest) => void) | undefined;
}

export const ofClient: OptionNames<ClientOptions> = {
  minor: true,
  timeout: true,
  runTimeout: true,
  requestTimeout: true,
  watchTimeout: true,
  pingInterval: true,
  userAgent: true,
  onRequest: true,
};

/** What the calls of one client share. */
export interface ClientContext {
  readonly transport: Transport;
  readonly lifetime: Lifetime;
  readonly timeout: number;
  readonly runTimeout: number;
  readonly watchTimeout: number;
  readonly pingInterval: number;
  /** Requested from the server once, when first needed. */
  minor(scope: Scope): Promise<Minor>;
}

export function createContext(connection: Connection, options: ClientOptions): ClientContext {
  const {
    timeout = defaultCallTimeout,
    runTimeout = defaultRunTimeout,
    requestTimeout = defaultRequestTimeout,
    watchTimeout = defaultWatchTimeoutSeconds,
    pingInterval = defaultPingInterval,
    userAgent = 'ephemeral-containers',
    onRequest,
  } = options;
  validateHeaderValue('User-Agent', userAgent);
  if (onRequest !== undefined && typeof onRequest !== 'function') {
    throw new TypeError(`onRequest: must be a function, got ${typeof onRequest}`);
  }
  const transport = createTransport(connection, {
    userAgent,
    onRequest,
    requestTimeout: checkTime('requestTimeout', requestTimeout, longestTimer),
  });
  let minor = options.minor === undefined ? undefined : parseMinor(options.minor);
  const asking = share<Scope, Minor>((signal, waiting) => readServerMinor(transport, inAll(signal, waiting)));
  return {
    transport,
    lifetime: createLifetime(),
    timeout: checkTime('timeout', timeout),
    runTimeout: checkTime('runTimeout', runTimeout),
    watchTimeout: Math.ceil(checkTime('watchTimeout', watchTimeout, longestWatchSeconds)),
    pingInterval: checkTime('pingInterval', pingInterval, longestTimer),
    async minor(scope) {
      minor ??= await asking.join(scope);
      return minor;
    },
  };
}

/** At most `longest`, the longest time a timer can take. */
function checkTime(option: string, time: number, longest = Number.POSITIVE_INFINITY): number {
  if (typeof time === 'number' && time > 0) return Math.min(time, longest);
  throw new TypeError(`${option}: must be a number above 0, got ${String(time)}`);
}

/** Shared by several calls: it may take as long as the longest of them, and all of them see its failures. */
function inAll(signal: AbortSignal, waiting: () => readonly Scope[]): Scope {
  return {
    signal,
    remaining: () => Math.max(...waiting().map((scope) => scope.remaining())),
    note: (text, cause) => waiting().forEach((scope) => void scope.note(text, cause)),
    waitingFor() {},
    mayHaveAdded() {},
  };
}
