import { callOf, untilAborted } from '../scope.js';

/** A caller that waits for the result, until its signal is aborted. */
export interface Waiter {
  readonly signal: AbortSignal;
}

/** Work that is done once for all who want its result at the same time. */
export interface Shared<Who extends Waiter, Result> {
  /** Whether it is being done. */
  busy(): boolean;
  /** Begins it, or waits for what has begun. */
  join(who: Who): Promise<Result>;
}

interface Round<Who extends Waiter, Result> {
  readonly result: Promise<Result>;
  enter(who: Who): void;
}

/**
 * Runs `start` once for all callers that join while it runs. Its signal is aborted when the last caller
 * has given up; a caller that joins later starts it again. One caller that gives up does not affect the others.
 */
export function share<Who extends Waiter, Result>(
  start: (signal: AbortSignal, waiting: () => readonly Who[]) => Promise<Result>,
): Shared<Who, Result> {
  let round: Round<Who, Result> | undefined;
  const begin = (): Round<Who, Result> => {
    const controller = new AbortController();
    const waiting = new Map<AbortSignal, { readonly who: Who; leave(): void }>();
    const drop = () => {
      if (round === mine) round = undefined;
      for (const [call, { leave }] of waiting) call.removeEventListener('abort', leave);
    };
    const mine = {
      result: start(controller.signal, () => [...waiting.values()].map(({ who }) => who)).finally(drop),
      enter(who: Who) {
        // Counts calls rather than attempts, since a call still waits between two attempts.
        const call = callOf(who.signal);
        if (waiting.has(call)) return;
        const leave = () => {
          waiting.delete(call);
          if (waiting.size > 0) return;
          drop();
          controller.abort(call.reason);
        };
        waiting.set(call, { who, leave });
        call.addEventListener('abort', leave, { once: true });
      },
    };
    return mine;
  };
  return {
    busy: () => round !== undefined,
    async join(who) {
      who.signal.throwIfAborted();
      round ??= begin();
      round.enter(who);
      return untilAborted(who.signal, round.result);
    },
  };
}
