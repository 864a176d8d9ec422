import type { Pod } from '../../core/pod.js';

interface PodCondition {
  readonly type?: string;
  readonly status?: string;
  readonly message?: string;
}

/** The Pod's phase in a few words and, where no kubelet has started it yet, why. */
export function describePod({ spec, status }: Pod): string {
  const phase = `Pod ${status?.phase ?? 'without a phase'}`;
  if (status?.phase !== 'Pending' || status.startTime) return phase;
  if (spec?.nodeName) return `${phase}: node "${spec.nodeName}" has not taken it up`;
  const conditions = (status.conditions ?? []) as readonly PodCondition[];
  const why = conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'False')?.message;
  return `${phase}: not scheduled to a node${why ? `: ${why}` : ''}`;
}
