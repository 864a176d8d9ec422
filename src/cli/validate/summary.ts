import type { Report } from './report.js';

/** What has been validated so far. */
export interface Summary {
  readonly outcomes: Record<Report['outcome'], number>;
  readonly kinds: Map<string, number>;
  readonly files: Set<string>;
}

export function startSummary(): Summary {
  return {
    outcomes: { valid: 0, invalid: 0, unreadable: 0, skipped: 0 },
    kinds: new Map(),
    files: new Set(),
  };
}

export function countReport({ outcomes, kinds, files }: Summary, { outcome, kind, source }: Report): void {
  outcomes[outcome] += 1;
  files.add(source.name);
  if (outcome === 'skipped') kinds.set(kind || 'no kind', (kinds.get(kind || 'no kind') ?? 0) + 1);
}

/** `2 files: 3 valid, 1 invalid, 0 unreadable, 2 skipped (Deployment 2)` */
export function formatSummary({ outcomes, kinds, files }: Summary): string {
  const counts = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  return `${files.size} ${files.size === 1 ? 'file' : 'files'}: ${counts.join(', ')}${formatKinds(kinds)}`;
}

export function formatKinds(kinds: ReadonlyMap<string, number>): string {
  if (kinds.size === 0) return '';
  const sorted = [...kinds].sort(([a, count], [b, other]) => other - count || (a < b ? -1 : 1));
  return ` (${sorted.map(([kind, count]) => `${kind} ${count}`).join(', ')})`;
}
