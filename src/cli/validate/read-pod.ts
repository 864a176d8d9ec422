import type { Readable } from 'node:stream';
import { isObject } from '../../core/json.js';
import type { Pod } from '../../index.js';
import { findPodProblem } from '../../text/find-pod-problem.js';
import { findSubjects, type Subject } from '../../text/find-subjects.js';
import { CliError } from '../cli-error.js';
import { parseSource, readValues } from './parse-source.js';
import { readSource } from './read-source.js';

const wanted = 'a Pod is expected, such as kubectl get pod NAME -o yaml prints';

/** Reads the one Pod of a file, as `--pod` names it. */
export async function readPod(file: string, stdin: Readable): Promise<Pod> {
  const { name, pods } = await readPodFile(file, stdin);
  const [pod, ...others] = pods;
  if (pod === undefined) throw new CliError(`--pod ${name}: holds nothing; ${wanted}`);
  if (others.length === 0) return pod;
  throw new CliError(`--pod ${name}: holds ${pods.length} Pods; pass a file with one`);
}

/** Reads every Pod of a file, each with a name. */
export async function readPods(file: string, stdin: Readable): Promise<readonly Pod[]> {
  const { name, pods } = await readPodFile(file, stdin);
  if (pods.length === 0) throw new CliError(`${name}: holds nothing; ${wanted}`);
  if (pods.every((pod) => pod.metadata?.name)) return pods;
  throw new CliError(`${name}: holds a Pod without metadata.name; give it one`);
}

async function readPodFile(file: string, stdin: Readable): Promise<{ name: string; pods: readonly Pod[] }> {
  const source = await readSource(file, stdin);
  const pods = readValues(await parseSource(source), source).flatMap((value) => {
    refuseKind(value, source.name);
    return findSubjects(value).map((subject) => takePod(subject, source.name));
  });
  return { name: source.name, pods };
}

/** A message of its own, since that for other kinds lists what can be validated, not what --pod takes. */
function refuseKind(value: unknown, name: string): void {
  const kind = isObject(value) ? value['kind'] : undefined;
  if (typeof kind !== 'string' || ['', 'Pod', 'List', 'PodList'].includes(kind)) return;
  throw new CliError(`${name}: is a ${kind}; ${wanted}`);
}

export function takePod(subject: Subject, name: string): Pod {
  if ('why' in subject) throw new CliError(`${name}: ${subject.why}`);
  if (subject.kind !== 'pod') throw new CliError(`${name}: holds a ${subject.kind}, not a Pod; ${wanted}`);
  const problem = findPodProblem(subject.value);
  if (problem !== undefined) throw new CliError(`${name}: ${problem.why}`);
  return subject.value as Pod;
}
