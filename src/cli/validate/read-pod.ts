import type { Readable } from 'node:stream';
import type { Pod } from '../../core/pod.js';
import { CliError } from '../cli-error.js';
import { findSubjects, type Subject } from './find-subjects.js';
import { isObject } from './kinds.js';
import { parseDocuments } from './parse-documents.js';
import { findShapeProblem } from './pod-shape.js';
import { readSource } from './read-source.js';
import { positionOf } from './source-excerpt.js';

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
  const pods = parseDocuments(source).flatMap((document) => {
    if ('problem' in document) {
      const { line, column } = positionOf(document.lines, document.offset);
      throw new CliError(`${source.name}:${line}:${column}: ${document.problem}`);
    }
    refuseKind(document.value, source.name);
    return findSubjects(document.value).map((subject) => takePod(subject, source.name));
  });
  return { name: source.name, pods };
}

/** What is said of other kinds elsewhere is about what can be judged. */
function refuseKind(value: unknown, name: string): void {
  const kind = isObject(value) ? value['kind'] : undefined;
  if (typeof kind !== 'string' || ['', 'Pod', 'List', 'PodList'].includes(kind)) return;
  throw new CliError(`${name}: is a ${kind}; ${wanted}`);
}

export function takePod(subject: Subject, name: string): Pod {
  if (subject.kind === 'refused') throw new CliError(`${name}: ${subject.why}`);
  if (subject.kind !== 'pod') throw new CliError(`${name}: holds a ${subject.kind}, not a Pod; ${wanted}`);
  const problem = findShapeProblem(subject.value);
  if (problem !== undefined) throw new CliError(`${name}: ${problem.why}`);
  return subject.value as Pod;
}
