import { invalidPodStatus } from '../../core/status.js';
import type { Status } from '../../index.js';
import type { LocatedCause, LocatedMessage, Place, TextPart } from '../../text/index.js';
import type { Source } from './read-source.js';

/** Which of the minors that were asked for say so; absent where all do. */
interface OfMinors {
  readonly minors?: readonly string[];
}

export type ReportedCause = LocatedCause & OfMinors;
export type ReportedWarning = LocatedMessage & OfMinors;

/** The outcome for one part of a source, ready for each output. */
export interface Report {
  readonly source: Source;
  readonly outcome: 'valid' | 'invalid' | 'unreadable' | 'skipped';
  /** What was validated, or why it was not. */
  readonly what: string;
  /** The kind of what was skipped. */
  readonly kind?: string;
  readonly podName: string;
  /** Absent of the source as a whole. */
  readonly place?: Place;
  readonly causes: readonly ReportedCause[];
  readonly warnings: readonly ReportedWarning[];
}

/** The results of one part of a source, one for each minor. */
export function reportPart(
  source: Source,
  perMinor: readonly (readonly [minor: string, part: TextPart | undefined])[],
): Report {
  const [, first] = perMinor[0] ?? [];
  if (first === undefined || !('causes' in first)) return reportOther(source, first);
  const { line, column, length, offset, what, podName } = first;
  const validated = perMinor.flatMap(([minor, part]) =>
    part !== undefined && 'causes' in part ? [{ minor, part }] : [],
  );
  return {
    source,
    outcome: validated.some(({ part }) => part.outcome === 'invalid') ? 'invalid' : 'valid',
    what,
    podName,
    place: { line, column, length, offset },
    causes: unite(validated.map(({ minor, part }) => ({ minor, found: part.causes }))),
    warnings: unite(validated.map(({ minor, part }) => ({ minor, found: part.warnings }))),
  };
}

function reportOther(source: Source, part: Exclude<TextPart, { causes: unknown }> | undefined): Report {
  const what = part?.message ?? '';
  const report = {
    source,
    outcome: part?.outcome ?? 'unreadable',
    what,
    podName: '',
    causes: [],
    warnings: [],
  };
  if (part === undefined || (part.offset === 0 && part.length === 0)) return report;
  const { line, column, length, offset } = part;
  const placed = { ...report, place: { line, column, length, offset } };
  return part.outcome === 'skipped' ? { ...placed, kind: part.kind } : placed;
}

/** The findings of several minors without repeats; each names its minors unless all have it. */
function unite<Found extends Place & { readonly message: string; readonly field?: string }>(
  perMinor: readonly { readonly minor: string; readonly found: readonly Found[] }[],
): readonly (Found & OfMinors)[] {
  const united = new Map<string, { each: Found; minors: string[] }>();
  for (const { minor, found } of perMinor) {
    const times = new Map<string, number>();
    for (const each of found) {
      // a minor may say the same twice
      const text = `${each.offset} ${each.field} ${each.message}`;
      const time = (times.get(text) ?? 0) + 1;
      times.set(text, time);
      const key = `${time} ${text}`;
      const known = united.get(key);
      if (known === undefined) united.set(key, { each, minors: [minor] });
      else known.minors.push(minor);
    }
  }
  return [...united.values()].map(({ each, minors }) =>
    minors.length === perMinor.length ? each : { ...each, minors },
  );
}

/** A source that cannot be read at all. */
export function reportUnreadable(name: string, why: string): Report {
  const source = { name, text: '' };
  return { source, outcome: 'unreadable', what: why, podName: '', causes: [], warnings: [] };
}

/** The Status that the API server would answer. */
export function statusOf({ outcome, what, podName, causes, place, source }: Report): Status {
  if (outcome === 'invalid') return invalidPodStatus(podName, causes);
  const base = { kind: 'Status', apiVersion: 'v1', metadata: {} };
  if (outcome === 'unreadable') {
    const where = place === undefined ? '' : `${source.name}:${place.line}:${place.column}: `;
    return { ...base, status: 'Failure', message: `${where}${what}`, reason: 'BadRequest', code: 400 };
  }
  const success = { ...base, status: 'Success' };
  if (outcome === 'skipped') return { ...success, message: `skipped: ${what}`, code: 200 };
  return { ...success, details: { name: podName, kind: 'Pod' }, code: 200 };
}

/** `1.28 to 1.30, 1.34`, of minors in order; nothing where all are meant. */
export function formatMinors(minors: readonly string[] | undefined): string {
  const runs: string[][] = [];
  for (const minor of minors ?? []) {
    const last = runs.at(-1)?.at(-1);
    if (last !== undefined && Number(minor.slice(2)) === Number(last.slice(2)) + 1) runs.at(-1)?.push(minor);
    else runs.push([minor]);
  }
  return runs
    .map((run) => (run.length < 2 ? run.join() : `${run[0]}${run.length > 2 ? ' to ' : ', '}${run.at(-1)}`))
    .join(', ');
}
