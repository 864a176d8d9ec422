import type { Readable } from 'node:stream';
import type { Pod } from '../../core/pod.js';
import { CliProblem } from '../problem.js';
import { findSubjects } from './find-subjects.js';
import { parseDocuments } from './parse-documents.js';
import { findShapeProblem } from './pod-shape.js';
import { readSource } from './read-source.js';
import { positionOf } from './source-excerpt.js';

/** Reads the one Pod of a file, as `--pod` names it. */
export async function readPod(file: string, stdin: Readable): Promise<Pod> {
  const source = await readSource(file, stdin);
  const wanted = 'a Pod is expected, such as kubectl get pod NAME -o yaml prints';
  const found = parseDocuments(source).flatMap((document) => {
    if ('problem' in document) {
      const { line, column } = positionOf(document.lines, document.offset);
      throw new CliProblem(`${source.name}:${line}:${column}: ${document.problem}`);
    }
    return findSubjects(document.value);
  });
  const [subject, ...others] = found;
  if (subject === undefined) throw new CliProblem(`--pod ${source.name}: holds nothing; ${wanted}`);
  if (others.length > 0)
    throw new CliProblem(`--pod ${source.name}: holds ${found.length} objects; pass a file with one Pod`);
  if (subject.kind === 'refused') throw new CliProblem(`--pod ${source.name}: ${subject.why}`);
  if (subject.kind !== 'pod')
    throw new CliProblem(`--pod ${source.name}: holds a ${subject.kind}, not a Pod; ${wanted}`);
  const problem = findShapeProblem(subject.value);
  if (problem !== undefined) throw new CliProblem(`--pod ${source.name}: ${problem.why}`);
  return subject.value as Pod;
}
