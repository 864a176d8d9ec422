/** The failure to inject into a request. */
export type FaultAction =
  /** The connection is closed: before the server does anything, or when it has and would answer. */
  | { readonly kind: 'drop'; readonly when: 'before-commit' | 'after-commit'; readonly reset?: boolean }
  /** The request waits this long before the server looks at it. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** A failure instead of the answer: 429, 500, 503, …; after the commit, like a lost answer. */
  | {
      readonly kind: 'status';
      readonly code: number;
      readonly reason?: string;
      readonly message?: string;
      /** Seconds, sent as `Retry-After`. */
      readonly retryAfter?: number;
      readonly when?: 'before-commit' | 'after-commit';
    }
  /** The connection stays open and no answer ever comes. */
  | { readonly kind: 'hang'; readonly when: 'before-commit' | 'after-commit' }
  /** An answer ends after so many bytes: closed, reset, or silent for ever on an open connection. */
  | { readonly kind: 'cut'; readonly afterBytes: number; readonly how?: 'close' | 'reset' | 'silent' }
  /**
   * A watch is told that its version is too old: by an ERROR event, as a server does, or by an answer of
   * 410, as a list always is. No other request meets it.
   */
  | { readonly kind: 'gone'; readonly as?: 'answer' | 'event' };

/** Which requests: all that are given must match. */
export interface Fault {
  readonly method?: string;
  /** The path without the query, whole or as a pattern. */
  readonly path?: string | RegExp;
  /** Only watches, or only what is none. */
  readonly watch?: boolean;
  /** Lets so many matching requests through first. Default 0. */
  readonly skip?: number;
  /** For so many requests after that. Default 1; `Infinity` for all. */
  readonly times?: number;
  readonly action: FaultAction;
}

export interface AddedFault {
  /** How many requests it has hit. */
  readonly hits: () => number;
  readonly remove: () => void;
}

export interface Faults {
  /** @throws TypeError for a fault that makes no sense. */
  add(fault: Fault): AddedFault;
  clear(): void;
}

/** What the server asks: which fault, if any, this request meets. */
export interface FaultPlan extends Faults {
  take(method: string, path: string, verb: string): FaultAction | undefined;
}
