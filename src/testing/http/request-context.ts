import type { ServerContext } from '../api/context.js';
import type { FaultPlan } from '../faults/fault.js';

/** A request that arrived, in order of arrival. */
export interface RecordedRequest {
  readonly method: string;
  /** With the query. */
  readonly url: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Empty for a WebSocket. */
  readonly body: string;
  /** The status it was answered with; `undefined` while it runs, or when the connection was cut. */
  readonly status: () => number | undefined;
}

/** What all requests to one server share. */
export interface RequestContext extends ServerContext {
  readonly faults: FaultPlan;
  readonly requests: RecordedRequest[];
  /** Aborted when the server closes. */
  readonly closing: AbortSignal;
}
