import { join } from 'node:path';
import { checkRules } from './check-rules.js';
import { definitions } from './definitions/index.js';
import { GenerationError } from './generation-error.js';
import type { GeneratorIo } from './generator-io.js';
import { checkDigests, type Documents, loadDocuments } from './model/load.js';
import { minorOfDocument, readSource } from './read-source.js';
import { isSource } from './root.js';
import { checkTarget, type Target, writeTarget } from './target.js';
import { type Options, parseOptions, UsageError, usage } from './usage.js';

/** Runs the generator with these arguments; returns its exit code. */
export async function runGenerator(args: readonly string[], io: GeneratorIo): Promise<number> {
  try {
    return await run(parseOptions(args), io);
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`error: ${error.message}\nRun with --help to see what can be given.\n`);
      return 2;
    }
    if (error instanceof GenerationError) {
      io.err(`${error.problems.join('\n')}\n`);
      return 1;
    }
    throw error;
  }
}

async function run(options: Options, io: GeneratorIo): Promise<number> {
  if (options.help) {
    io.out(usage(isSource()));
    return 0;
  }
  if (options.schema === undefined && !isSource()) {
    throw new UsageError(
      'generated/ is written in the repository, and is in this package already: add --schema and --out to generate types of your own',
    );
  }
  const vendored = loadDocuments(io.root);
  const { documents, minor } = await withSchema(vendored, options, io);
  // brings two compilers, which nothing above needs to wait for
  const { generate, generateFor } = await import('./generate.js');
  const files =
    options.out === undefined ? generate(documents, io.root) : generateFor(documents, minor ?? '');
  if (minor === undefined) checkDigests(vendored);
  if (options.out === undefined) checkRules(io.root, definitions);
  const target: Target = {
    name: options.out ?? 'generated',
    directory: options.out ?? join(io.root, 'generated'),
    isOurs: options.out === undefined,
    files,
  };
  if (options.check) return checkTarget(target, options, io);
  const minors = [...documents.keys()];
  io.out(`read ${minors.length} documents, Kubernetes ${minors[0]} to ${minors.at(-1)}\n`);
  writeTarget(target, io);
  return 0;
}

/** The vendored documents, and the one of `--schema` in the place of its minor or after all others. */
async function withSchema(
  vendored: Documents,
  options: Options,
  io: GeneratorIo,
): Promise<{ readonly documents: Documents; readonly minor?: string }> {
  if (options.schema === undefined) return { documents: vendored };
  const document = await readSource(options.schema, io.stdin);
  const minor = minorOfDocument(document, options.minor);
  const minors = [...vendored.keys()];
  const numberOf = (text: string | undefined) => Number(text?.slice(2));
  if (!vendored.has(minor) && numberOf(minor) < numberOf(minors[0])) {
    throw new UsageError(
      `Kubernetes ${minor} is older than ${minors[0]}, the oldest minor that is supported`,
    );
  }
  if (options.out === undefined && (!vendored.has(minor) || !isSource())) {
    throw new UsageError(
      isSource()
        ? `Kubernetes ${minor} is not in codegen/minors.ts: add --out to generate for it, or see "Add a minor" in codegen/README.md`
        : '--schema needs --out here',
    );
  }
  return { documents: new Map([...vendored, [minor, document]]), minor };
}
