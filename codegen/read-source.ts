import { readFileSync } from 'node:fs';
import type { OpenApiDocument } from './model/openapi.js';
import { UsageError } from './usage.js';

const deadline = 30_000;

/**
 * An OpenAPI document from a file, a URL or standard input (`-`).
 *
 * @throws UsageError where it cannot be read, or is not one.
 */
export async function readSource(source: string, stdin: AsyncIterable<unknown>): Promise<OpenApiDocument> {
  const value = parseJson(await readText(source, stdin), source);
  if (typeof value !== 'object' || value === null || !('components' in value)) {
    throw new UsageError(
      `${nameOf(source)} is not an OpenAPI v3 document with components; an API server serves the one that is needed at /openapi/v3/api/v1`,
    );
  }
  return value as OpenApiDocument;
}

/** The minor of a document: what the user says, else what it says of itself. */
export function minorOfDocument(document: OpenApiDocument, said: string | undefined): string {
  const version = document.info?.version;
  const found = typeof version === 'string' ? /^v?(1\.\d{1,3})(?!\d)/.exec(version)?.[1] : undefined;
  if (found === undefined && said === undefined) {
    throw new UsageError(
      `the document does not say which minor it is of (info.version is ${JSON.stringify(version)}); add --minor, such as --minor 1.34`,
    );
  }
  if (found !== undefined && said !== undefined && found !== said) {
    throw new UsageError(`--minor is ${said}, but info.version of the document is ${version}`);
  }
  return found ?? said ?? '';
}

async function readText(source: string, stdin: AsyncIterable<unknown>): Promise<string> {
  try {
    if (source === '-') return await readAll(stdin);
    if (/^https?:\/\//i.test(source)) return await download(source);
    return readFileSync(source, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read ${nameOf(source)}: ${reasonOf(error)}`);
  }
}

async function readAll(stdin: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
  return Buffer.concat(chunks).toString('utf8');
}

async function download(url: string): Promise<string> {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(deadline),
  });
  if (!response.ok) {
    throw new UsageError(`${url} answers ${response.status} ${response.statusText}`.trimEnd());
  }
  return response.text();
}

function parseJson(json: string, source: string): unknown {
  if (json.trim() === '') throw new UsageError(`${nameOf(source)} is empty`);
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new UsageError(`${nameOf(source)} is not JSON: ${reasonOf(error)}`);
  }
}

function nameOf(source: string): string {
  return source === '-' ? 'standard input' : source;
}

/** `fetch` hides the reason behind "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}
