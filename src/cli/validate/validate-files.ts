import type { Pod } from '../../core/pod.js';
import { CliError } from '../cli-error.js';
import { type CliIo, exitCode } from '../io.js';
import type { FieldValidation, Judge } from './judge-subject.js';
import { writeJson } from './output-json.js';
import { writeText } from './output-text.js';
import { readPod } from './read-pod.js';
import { readSource } from './read-source.js';
import { type Report, reportUnreadable } from './report.js';
import { printable } from './source-excerpt.js';
import { validateSource } from './validate-source.js';

export interface ValidateOptions {
  readonly judge: Judge;
  readonly pod?: string | undefined;
  readonly fieldValidation: FieldValidation;
  readonly output: 'text' | 'json';
}

/** Judges files one after another and prints what each holds; answers with the exit code. */
export async function validateFiles(
  files: readonly string[],
  options: ValidateOptions,
  io: CliIo,
): Promise<number> {
  const fromStdin = [...files, options.pod].filter((file) => file === '-').length;
  if (fromStdin > 1)
    throw new CliError('standard input can be read once; name only one - among the files and --pod');
  const pod = options.pod === undefined ? undefined : await readPod(options.pod, io.stdin);
  let worst: number = exitCode.ok;
  for (const file of files) {
    for (const report of await reportFile(file, pod, options, io)) {
      print(report, options.output, io);
      worst = Math.max(worst, codes[report.outcome]);
    }
  }
  return worst;
}

const codes = { valid: exitCode.ok, invalid: exitCode.failed, unreadable: exitCode.usage } as const;

async function reportFile(
  file: string,
  pod: Pod | undefined,
  { judge, fieldValidation }: ValidateOptions,
  io: CliIo,
): Promise<readonly Report[]> {
  try {
    const source = await readSource(file, io.stdin);
    return validateSource(source, judge, pod === undefined ? { fieldValidation } : { fieldValidation, pod });
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const name = file === '-' ? '<stdin>' : file;
    return [reportUnreadable({ name, text: '' }, error.message.replace(`${name}: `, ''))];
  }
}

function print(report: Report, output: 'text' | 'json', io: CliIo): void {
  const { name } = report.source;
  for (const warning of report.warnings) {
    io.stderr.write(`${name}:${report.position?.line ?? 1}: Warning: ${printable(warning)}\n`);
  }
  const text = () => `${writeText(report).join('\n')}\n`;
  if (report.outcome === 'unreadable') io.stderr.write(text());
  else if (output === 'text') io.stdout.write(text());
  if (output === 'json') io.stdout.write(`${writeJson(report)}\n`);
}
