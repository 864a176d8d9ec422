import { formatCause } from '../../core/cause.js';
import type { Place } from '../../text/index.js';
import { formatMinors, type Report } from './report.js';

/** One thing to tell about a source, for people and for the programs of others. */
export interface ReportEntry {
  readonly level: 'error' | 'warning';
  readonly rule: string;
  readonly text: string;
  readonly hint: string | undefined;
  readonly place: Place | undefined;
}

/** Everything in a report: causes, warnings, and why it could not be read. */
export function listEntries({ outcome, what, place, causes, warnings }: Report): ReportEntry[] {
  const unreadable: ReportEntry = { level: 'error', rule: 'unreadable', text: what, hint: undefined, place };
  return [
    ...(outcome === 'unreadable' ? [unreadable] : []),
    ...causes.map((cause): ReportEntry => {
      const text = formatCause(cause) + ofMinors(cause.minors);
      return { level: 'error', rule: cause.rule, text, hint: cause.hint, place: cause };
    }),
    ...warnings.map((warning): ReportEntry => {
      const text = warning.message + ofMinors(warning.minors);
      return { level: 'warning', rule: 'warning', text, hint: undefined, place: warning };
    }),
  ];
}

function ofMinors(minors: readonly string[] | undefined): string {
  return minors === undefined ? '' : ` (${formatMinors(minors)})`;
}
