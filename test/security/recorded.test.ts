import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evaluatePodSecurity, podSecurityVersions } from '../../src/security/index.js';

interface Recorded {
  readonly id: string;
  readonly baseline: readonly Span[];
  readonly restricted: readonly Span[];
}

interface Span {
  readonly from: string;
  readonly to: string;
  readonly detail: string;
}

const folder = new URL('../conformance/recorded/', import.meta.url);
const pods = JSON.parse(readFileSync(new URL('pods.json', folder), 'utf8'));
const cases = new Map(lines('cases.jsonl').map((line) => [line.id, line]));
const recorded: readonly Recorded[] = lines('pod-security.jsonl');
const levels = ['baseline', 'restricted'] as const;

function lines(name: string) {
  return readFileSync(new URL(name, folder), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function minorOf(version: string): number {
  return version === 'latest' ? Number.POSITIVE_INFINITY : Number(version.replace(/^v?1\./, ''));
}

function detailAt(spans: readonly Span[], version: string): string {
  const newest = Math.max(...spans.map((span) => minorOf(span.to)));
  const minor = Math.min(minorOf(version), newest);
  const span = spans.find(({ from, to }) => minorOf(from) <= minor && minor <= minorOf(to));
  if (span === undefined) throw new Error(`nothing recorded for ${version}`);
  return span.detail;
}

describe.each(levels)('%s', (level) => {
  test.each(podSecurityVersions)('answers as recorded for every case at %s', (version) => {
    const label = version === 'latest' ? version : `v${version}`;
    const differing = recorded.flatMap((line) => {
      const { pod, ephemeralContainers } = cases.get(line.id);
      const evaluated = { ...pods[pod], spec: { ...pods[pod].spec, ephemeralContainers } };
      const result = evaluatePodSecurity(evaluated, { level, version });
      const detail = detailAt(line[level], version);
      const message = detail === '' ? '' : `violates PodSecurity "${level}:${label}": ${detail}`;
      const same =
        result.detail === detail && result.message === message && result.allowed === (detail === '');
      return same ? [] : [{ id: line.id, expected: message, actual: result.message }];
    });
    expect(differing).toEqual([]);
    expect(recorded.length).toBeGreaterThan(700);
  });
});
