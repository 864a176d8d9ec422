import type { Readable } from 'node:stream';
import { isObject, type JsonObject } from '../../core/json.js';
import type { ApiServerOptions, PodInput } from '../../testing/index.js';
import { findSubjects } from '../../text/find-subjects.js';
import { CliError } from '../cli-error.js';
import { parseSource, readValues } from '../validate/parse-source.js';
import { takePod } from '../validate/read-pod.js';
import { readSource, type Source } from '../validate/read-source.js';

/** What the files of `serve` hold. */
export interface Served {
  readonly pods: readonly PodInput[];
  readonly namespaces: NonNullable<ApiServerOptions['namespaces']>;
}

const wanted = 'serve takes Pods and Namespaces';

export async function readServed(files: readonly string[], stdin: Readable): Promise<Served> {
  const pods: PodInput[] = [];
  const namespaces: Record<string, { labels: Record<string, string> }> = {};
  for (const file of files) {
    const source = await readSource(file, stdin);
    for (const value of await readObjects(source)) {
      if (isObject(value) && value['kind'] === 'Namespace') {
        const { name, labels } = readNamespace(value, source.name);
        namespaces[name] = { labels };
      } else pods.push(...readPods(value, source.name));
    }
  }
  if (pods.length > 0) return { pods, namespaces };
  throw new CliError(`${files.join(', ')}: holds no Pod; ${wanted}, one Pod at least`);
}

/** The objects in a file, those in a List too. */
async function readObjects(source: Source): Promise<readonly unknown[]> {
  return readValues(await parseSource(source), source).flatMap((value): readonly unknown[] => {
    const isList = isObject(value) && value['kind'] === 'List' && Array.isArray(value['items']);
    return isList ? (value['items'] as readonly unknown[]) : [value];
  });
}

function readNamespace(
  { metadata }: JsonObject,
  file: string,
): { name: string; labels: Record<string, string> } {
  const { name, labels } = isObject(metadata) ? metadata : {};
  if (typeof name !== 'string' || name === '')
    throw new CliError(`${file}: holds a Namespace without metadata.name; give it one`);
  // the server checks that they are strings
  return { name, labels: isObject(labels) ? (labels as Record<string, string>) : {} };
}

function readPods(value: unknown, file: string): readonly PodInput[] {
  const kind = isObject(value) ? value['kind'] : undefined;
  if (typeof kind === 'string' && !['', 'Pod', 'PodList'].includes(kind))
    throw new CliError(`${file}: holds a ${kind}; ${wanted}, so leave it out`);
  return findSubjects(value).map((subject) => {
    const pod = takePod(subject, file);
    if (pod.metadata?.name) return pod as PodInput;
    throw new CliError(`${file}: holds a Pod without metadata.name; give it one`);
  });
}
