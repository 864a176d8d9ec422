import { matches } from './kubelet/behaviour.js';

/** What goes wrong with a request. */
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
  /** A stream ends after so many bytes: closed, reset, or silent for ever on an open connection. */
  | { readonly kind: 'cut'; readonly afterBytes: number; readonly how?: 'close' | 'reset' | 'silent' }
  /** A watch is told that its version is too old: by an ERROR event, as a server does, or by an answer of 410. */
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
  add(fault: Fault): AddedFault;
  clear(): void;
}

/** What the server asks: which fault, if any, this request meets. */
export interface FaultPlan extends Faults {
  take(method: string, path: string, watch: boolean): FaultAction | undefined;
}

export function planFaults(): FaultPlan {
  const active = new Set<{ fault: Fault; seen: number; hits: number }>();
  return {
    add(fault) {
      const entry = { fault, seen: 0, hits: 0 };
      active.add(entry);
      return { hits: () => entry.hits, remove: () => void active.delete(entry) };
    },
    clear() {
      active.clear();
    },
    take(method, path, watch) {
      for (const entry of active) {
        const { fault } = entry;
        if (fault.method !== undefined && fault.method !== method) continue;
        if (!matches(fault.path, path)) continue;
        if (fault.watch !== undefined && fault.watch !== watch) continue;
        entry.seen += 1;
        if (entry.seen <= (fault.skip ?? 0) || entry.hits >= (fault.times ?? 1)) continue;
        entry.hits += 1;
        return fault.action;
      }
      return undefined;
    },
  };
}
