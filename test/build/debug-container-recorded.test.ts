import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DebugFlagsError } from '../../src/build/debug/flags-error.js';
import { debugContainerOf, debugContainerWarningsOf } from '../../src/build/debug-container.js';
import type { Pod } from '../../src/core/pod.js';
import { parseDebugArgs } from './parse-debug-args.js';

interface RecordedRun {
  readonly kubectl: string;
  readonly pod: string;
  readonly args: readonly string[];
  readonly exit: number;
  readonly stderr?: string;
  readonly request?: { readonly body: { readonly spec: { readonly ephemeralContainers: object[] } } };
}

const pods: { readonly [name: string]: Pod } = {
  plain: { spec: { containers: [{ name: 'app' }], securityContext: {} } },
  existing: {
    spec: { containers: [{ name: 'app' }], ephemeralContainers: [{ name: 'old' }], securityContext: {} },
  },
  runasuser: { spec: { containers: [{ name: 'app' }], securityContext: { runAsUser: 1000 } } },
};

const runs: RecordedRun[] = readFileSync(
  new URL('../conformance/recorded/kubectl-debug.jsonl', import.meta.url),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

function sentContainer({ request }: RecordedRun): object {
  const container = request?.body.spec.ephemeralContainers.at(-1);
  if (container === undefined) throw new Error('a run that succeeded without a request');
  return Object.fromEntries(
    Object.entries(container).filter(([key, value]) => key !== 'resources' || Object.keys(value).length > 0),
  );
}

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof DebugFlagsError) return error.message;
    throw error;
  }
  return '';
}

test('all runs are here', () => {
  expect(runs).toHaveLength(611);
});

// with the flag, and by the default of an entry point; knowing the Pod, and not
describe.each([
  { bound: 'kubectl', withPod: true },
  { bound: 'kubectl', withPod: false },
  { bound: 'entry', withPod: true },
  { bound: 'entry', withPod: false },
])('debugContainer, minor by $bound, with Pod: $withPod', ({ bound, withPod }) => {
  test.each(runs)('$kubectl debug $pod $args', (run) => {
    const pod = withPod ? pods[run.pod] : undefined;
    const flags = { ...parseDebugArgs(run.args), pod, ...(bound === 'kubectl' && { kubectl: run.kubectl }) };
    const make = (): object => debugContainerOf(flags, bound === 'entry' ? run.kubectl : '1.25');
    if (run.exit !== 0) {
      const words = run.stderr?.split('\n')[0]?.replace(/^error: /, '');
      expect(messageOf(make)).toBe(words);
    } else if (run.args.includes('--custom=forbidden.json')) {
      expect(messageOf(make)).toBe(
        ['ports', 'resources', 'livenessProbe']
          .map((field) => `custom.${field}: Forbidden: cannot be set for an Ephemeral Container`)
          .join('; '),
      );
    } else {
      expect(make()).toStrictEqual(sentContainer(run));
    }
  });
});

test.each(runs.filter(({ exit, args }) => exit === 0 && !args.includes('--custom=forbidden.json')))(
  'debugContainerWarnings: $kubectl debug $pod $args',
  (run) => {
    const flags = { ...parseDebugArgs(run.args), pod: pods[run.pod], kubectl: run.kubectl };
    expect(debugContainerWarningsOf(flags, '1.25').join('\n')).toBe(run.stderr ?? '');
  },
);
