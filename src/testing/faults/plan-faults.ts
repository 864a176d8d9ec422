import { matches } from '../kubelet/behaviour.js';
import { requireFault } from './check-fault.js';
import type { Fault, FaultPlan } from './fault.js';

export function planFaults(): FaultPlan {
  const active = new Set<{ fault: Fault; seen: number; hits: number }>();
  return {
    add(fault) {
      requireFault(fault);
      const entry = { fault, seen: 0, hits: 0 };
      active.add(entry);
      return { hits: () => entry.hits, remove: () => void active.delete(entry) };
    },
    clear() {
      active.clear();
    },
    take(method, path, verb) {
      const watch = verb === 'watch';
      for (const entry of active) {
        const { fault } = entry;
        if (fault.method !== undefined && fault.method !== method) continue;
        if (!matches(fault.path, path)) continue;
        if (fault.watch !== undefined && fault.watch !== watch) continue;
        if (fault.action.kind === 'gone' && !watch && verb !== 'list') continue;
        entry.seen += 1;
        if (entry.seen <= (fault.skip ?? 0) || entry.hits >= (fault.times ?? 1)) continue;
        entry.hits += 1;
        return fault.action;
      }
      return undefined;
    },
  };
}
