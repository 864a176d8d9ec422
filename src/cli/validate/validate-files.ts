import type { Pod } from '../../index.js';
import { validateDocuments } from '../../text/validate-documents.js';
import type { Validator } from '../../text/validate-subject.js';
import { placesIn } from '../../yaml/place.js';
import { CliError } from '../cli-error.js';
import { type CliIo, exitCode } from '../io.js';
import { print, printable } from '../output/print.js';
import { type ListedFile, listFiles } from './list-files.js';
import type { FieldValidation } from './parse-choices.js';
import { parseSource } from './parse-source.js';
import { readPod } from './read-pod.js';
import { readSource } from './read-source.js';
import { type Report, reportPart, reportUnreadable } from './report.js';
import { type OutputFormat, openWriter } from './report-writer.js';
import { countReport, formatKinds, formatSummary, startSummary } from './summary.js';
import { writeProblems } from './write-text.js';

export interface ValidateFilesOptions {
  /** The validator of each minor that is asked for, in their order. */
  readonly validators: ReadonlyMap<string, Validator>;
  readonly pod?: string | undefined;
  readonly fieldValidation: FieldValidation;
  readonly output: OutputFormat;
  /** Refuse objects of other kinds, which are else skipped and counted. */
  readonly strictKinds?: boolean | undefined;
  /** Print what is wrong, and nothing else. */
  readonly quiet?: boolean | undefined;
  /** End with a line that counts. */
  readonly summary?: boolean | undefined;
}

const codes = {
  valid: exitCode.ok,
  skipped: exitCode.ok,
  invalid: exitCode.failed,
  unreadable: exitCode.usage,
} as const;

/** Validates files one after another and prints what each holds; answers with the exit code. */
export async function validateFiles(
  paths: readonly string[],
  options: ValidateFilesOptions,
  io: CliIo,
): Promise<number> {
  const fromStdin = [...paths, options.pod].filter((path) => path === '-').length;
  if (fromStdin > 1)
    throw new CliError('standard input can be read once; name only one - among the files and --pod');
  const pod = options.pod === undefined ? undefined : await readPod(options.pod, io.stdin);
  const files = await listFiles(paths);
  if (files.length === 0) throw new CliError(`${paths.join(', ')}: holds no .yaml, .yml or .json file`);
  const writer = await openWriter(options.output, io);
  const summary = startSummary();
  let worst: number = exitCode.ok;
  for (const file of files) {
    for (const report of await reportFile(file, pod, options, io)) {
      countReport(summary, report);
      worst = Math.max(worst, codes[report.outcome]);
      for (const line of writeProblems(report)) print(io.stderr, `${line}\n`);
      const isWrong = report.outcome === 'invalid' || report.outcome === 'unreadable';
      if (isWrong || options.quiet !== true) writer.add(report);
    }
  }
  writer.end();
  if (options.summary === true)
    print(options.output === 'text' ? io.stdout : io.stderr, `${printable(formatSummary(summary))}\n`);
  const { valid, skipped } = summary.outcomes;
  if (worst > exitCode.ok || valid > 0 || skipped === 0) return worst;
  const kinds = printable(formatKinds(summary.kinds));
  print(io.stderr, `error: nothing to validate: all objects are of other kinds${kinds}\n`);
  return exitCode.usage;
}

async function reportFile(
  { file, isFound }: ListedFile,
  pod: Pod | undefined,
  { validators, fieldValidation, strictKinds }: ValidateFilesOptions,
  io: CliIo,
): Promise<readonly Report[]> {
  try {
    const source = await readSource(file, io.stdin);
    const documents = await parseSource(source);
    // a folder may hold files that are no Kubernetes objects, and a template of one may be empty
    if (isFound && documents.length === 0) return [];
    const placeOf = placesIn(source.text);
    const settings = { pod, fieldValidation, skipsUnknown: isFound && strictKinds !== true };
    const perMinor = [...validators].map(
      ([minor, validator]) => [minor, validateDocuments(documents, placeOf, validator, settings)] as const,
    );
    const [, parts = []] = perMinor[0] ?? [];
    return parts.map((_, index) =>
      refuseKind(
        reportPart(
          source,
          perMinor.map(([minor, each]) => [minor, each[index]] as const),
        ),
        strictKinds,
      ),
    );
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const name = file === '-' ? '<stdin>' : file;
    return [reportUnreadable(name, error.message.replace(`${name}: `, ''))];
  }
}

function refuseKind(report: Report, strictKinds: boolean | undefined): Report {
  return report.outcome === 'skipped' && strictKinds === true ? { ...report, outcome: 'unreadable' } : report;
}
