import type { EphemeralContainersClient, PodRef } from '../../../src/client/index.js';
import { busybox } from '../../contract/target.js';
import { withMark } from './marks.js';

/** What came out at the end, to be compared with what is right. */
export interface Outcome {
  readonly exitCode: number;
  readonly output: string;
}

/** What one try of a scenario works with. */
export interface Attempt {
  readonly client: EphemeralContainersClient;
  readonly ref: PodRef;
  /** By which its container is found again. */
  readonly mark: string;
  /** Milliseconds for each call. */
  readonly timeout: number;
  /** Aborted when the whole takes too long. */
  readonly signal: AbortSignal;
}

export const containerOf = ({ mark }: Attempt, script: string) => ({
  ...busybox,
  ...withMark(mark),
  command: ['sh', '-c', script],
});

/** Collects output, and tells of its first bytes. */
export function collect(onFirst: () => void) {
  const chunks: Buffer[] = [];
  return {
    take(bytes: Buffer): void {
      if (chunks.push(bytes) === 1) onFirst();
    },
    text: () => Buffer.concat(chunks).toString(),
  };
}

export const linesFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => `line ${first + index} of some text\n`).join('');

/** A script that prints these lines, one each so many seconds. */
export const printLines = (first: number, count: number, every = 0) => {
  const pause = every > 0 ? `sleep ${every}; ` : '';
  return `i=${first}; while [ $i -lt ${first + count} ]; do echo "line $i of some text"; ${pause}i=$((i+1)); done`;
};

/** Of two streams that were split and joined again the order of lines is open. */
export const sortLines = (text: string) => text.split(/^/m).sort().join('');
