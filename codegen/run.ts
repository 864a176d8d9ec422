import { join } from 'node:path';
import { checkRules } from './check-rules.js';
import { definitions } from './definitions/index.js';
import { checkDigests, type Documents, loadDocuments } from './model/load.js';
import { minorOfDocument, readSource } from './read-source.js';
import { isSource } from './root.js';
import { GenerationStop } from './stop.js';
import type { Surroundings } from './surroundings.js';
import { checkTarget, type Target, writeTarget } from './target.js';
import { type Options, parseOptions, UsageError, usage } from './usage.js';

/** Runs the generator with these arguments; returns its exit code. */
export async function runGenerator(args: readonly string[], at: Surroundings): Promise<number> {
  try {
    return await run(parseOptions(args), at);
  } catch (error) {
    if (error instanceof UsageError) {
      at.err(`error: ${error.message}\nRun with --help to see what can be given.\n`);
      return 2;
    }
    if (error instanceof GenerationStop) {
      at.err(`${error.problems.join('\n')}\n`);
      return 1;
    }
    throw error;
  }
}

async function run(options: Options, at: Surroundings): Promise<number> {
  if (options.help) {
    at.out(usage);
    return 0;
  }
  if (options.schema === undefined && !isSource()) {
    throw new UsageError(
      'here only --schema with --out can be generated; all of generated/ is in the package',
    );
  }
  const vendored = loadDocuments(at.root);
  const { documents, minor } = await withSchema(vendored, options, at);
  // brings two compilers, which nothing above needs to wait for
  const { generate, generateFor } = await import('./generate.js');
  const files =
    options.out === undefined ? generate(documents, at.root) : generateFor(documents, minor ?? '');
  if (minor === undefined) checkDigests(vendored);
  if (options.out === undefined) checkRules(at.root, definitions);
  const target: Target = {
    name: options.out ?? 'generated',
    directory: options.out ?? join(at.root, 'generated'),
    isOurs: options.out === undefined,
    files,
  };
  if (options.check) return checkTarget(target, options, at);
  const minors = [...documents.keys()];
  at.out(`read ${minors.length} documents, Kubernetes ${minors[0]} to ${minors.at(-1)}\n`);
  writeTarget(target, at);
  return 0;
}

/** The vendored documents, and the one of `--schema` in the place of its minor or after all others. */
async function withSchema(
  vendored: Documents,
  options: Options,
  at: Surroundings,
): Promise<{ readonly documents: Documents; readonly minor?: string }> {
  if (options.schema === undefined) return { documents: vendored };
  const document = await readSource(options.schema, at.stdin);
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
