import { isDeepStrictEqual } from 'node:util';
import type { RecordedCause, TestCase, Verdict } from './compare.js';
import type { OracleAnswer } from './fuzz/oracle.js';
import { dumpless, firstLineOfChange } from './messages.js';

/** An answer that holds from one minor, or policy version, to another. */
export type Span<Answer> = Answer & { readonly from: string; readonly to: string };

/** A line of `verdicts.jsonl`. */
export interface RecordedVerdicts {
  readonly id: string;
  readonly verdicts: readonly Span<Verdict>[];
}

/** A line of `pod-security.jsonl`. */
export interface RecordedPodSecurity {
  readonly id: string;
  readonly baseline: readonly Span<{ readonly detail: string }>[];
  readonly restricted: readonly Span<{ readonly detail: string }>[];
}

/** A line of `cases.jsonl`, whose Pod is one of `pods.json`. */
export interface RecordedCase {
  readonly id: string;
  readonly pod: string;
  readonly ephemeralContainers: unknown;
}

export function withPods(
  recorded: readonly RecordedCase[],
  pods: { readonly [name: string]: unknown },
): TestCase[] {
  return recorded.map((line) => ({ ...line, pod: pods[line.pod] }));
}

/** What is kept of an oracle's answer: not the dumps of structs, which name a release's internals, nor fields of the Pod. */
export function verdictOf({ verdict, unknown = [], causes, stored }: OracleAnswer): Verdict {
  const inList = unknown.filter((text) => text.includes('"spec.ephemeralContainers['));
  return {
    verdict,
    ...(inList.length === 0 ? {} : { unknown: inList }),
    ...(causes === undefined ? {} : { causes: causes.map(withoutDump) }),
    ...(stored === undefined ? {} : { stored }),
  };
}

function withoutDump({ reason, field, message }: RecordedCause): RecordedCause {
  return { reason, field, message: firstLineOfChange(dumpless(message)) };
}

/** The same spans with `answer` at one version, older ones as they were. */
export function withAnswer<Answer extends object>(
  spans: readonly Span<Answer>[],
  version: string,
  answer: Answer,
): Span<Answer>[] {
  const byVersion = new Map<number, Answer>();
  for (const { from, to, ...held } of spans) {
    for (let minor = minorOf(from); minor <= minorOf(to); minor++) {
      byVersion.set(minor, held as unknown as Answer);
    }
  }
  byVersion.set(minorOf(version), answer);
  const prefix = version.slice(0, version.indexOf('.') + 1);
  return compact(
    [...byVersion].sort(([a], [b]) => a - b),
    prefix,
  );
}

function compact<Answer extends object>(
  answers: readonly (readonly [number, Answer])[],
  prefix: string,
): Span<Answer>[] {
  const spans: { from: number; to: number; answer: Answer }[] = [];
  for (const [minor, answer] of answers) {
    const last = spans.at(-1);
    if (last?.to === minor - 1 && isDeepStrictEqual(last.answer, answer)) last.to = minor;
    else spans.push({ from: minor, to: minor, answer });
  }
  return spans.map(({ from, to, answer }) => ({ from: prefix + from, to: prefix + to, ...answer }));
}

/** 34 of `1.34` and `v1.34`. */
export function minorOf(version: string): number {
  return Number(version.slice(version.indexOf('.') + 1));
}

/** A line of Pod Security's answers, by policy versions given in rising order. */
export function podSecurityOf(answer: OracleAnswer, policyVersions: readonly string[]): RecordedPodSecurity {
  const spans = (level: 'baseline' | 'restricted') =>
    policyVersions.reduce<Span<{ readonly detail: string }>[]>(
      (known, version) => withAnswer(known, version, { detail: answer.psa?.[version]?.[level] ?? '' }),
      [],
    );
  return { id: answer.id, baseline: spans('baseline'), restricted: spans('restricted') };
}
