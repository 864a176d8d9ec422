import { parseAllDocuments } from 'yaml';
import { readSource } from '../root.js';
import { extractFences, type Fence } from '../types/fences.js';

/** A Kubernetes object of a YAML block. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** A program and what the page says it prints. */
export interface Program {
  readonly fence: Fence;
  readonly output: string;
}

/** A page of docs/, by what its blocks are. */
export interface Page {
  readonly file: string;
  readonly fences: readonly Fence[];
  readonly programs: readonly Program[];
  /** Commands with what they print. */
  readonly sessions: readonly Fence[];
  readonly manifests: readonly Manifest[];
  /** The commands of a workflow's steps. */
  readonly steps: readonly string[];
}

export function readPage(file: string): Page {
  return parsePage(file, readSource(file));
}

export function parsePage(file: string, text: string): Page {
  const fences = extractFences(file, text);
  const values = fences.filter(({ language }) => language === 'yaml').flatMap(parseYaml);
  return {
    file,
    fences,
    programs: fences.flatMap((fence, index) =>
      fence.info === 'run' ? [withOutput(fence, fences[index + 1])] : [],
    ),
    sessions: fences.filter(({ language }) => language === 'console'),
    manifests: values.flatMap((value) => ('kind' in value ? [value as unknown as Manifest] : [])),
    steps: values.flatMap(({ steps = [] }) => steps.map(({ run }) => run)),
  };
}

interface Yaml {
  readonly steps?: readonly { readonly run: string }[];
}

function withOutput(fence: Fence, next: Fence | undefined): Program {
  if (next?.info !== 'output') throw new Error(`${fence.file}:${fence.line} runs, and shows no output`);
  return { fence, output: next.code };
}

function parseYaml({ file, line, code }: Fence): Yaml[] {
  return parseAllDocuments(code).map((document) => {
    const [error] = document.errors;
    if (error) throw new Error(`${file}:${line}: ${error.message}`);
    return document.toJS() as Yaml;
  });
}

/** What differs from run to run, as the pages write it. */
export function withoutIds(text: string): string {
  return text
    .replaceAll(/\bdebugger-(?:[a-z0-9]{5}\b|…)/g, 'debugger-…')
    .replaceAll(/\b[0-9a-f]{64}\b/g, '…')
    .replaceAll(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '…');
}
