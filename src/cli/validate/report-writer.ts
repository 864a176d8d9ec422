import type { CliIo } from '../io.js';
import { escapeSteering, print } from '../output/print.js';
import type { Report } from './report.js';

export type OutputFormat = 'text' | 'json' | 'junit' | 'sarif' | 'github';

export const outputFormats: readonly OutputFormat[] = ['text', 'json', 'junit', 'sarif', 'github'];

/** Writes reports to standard output in one format. */
export interface ReportWriter {
  add(report: Report): void;
  /** Writes what can only be written when all is known. */
  end(): void;
}

export async function openWriter(format: OutputFormat, { stdout }: CliIo): Promise<ReportWriter> {
  const isJson = format === 'json' || format === 'sarif';
  const write = (text: string) => print(stdout, isJson ? escapeSteering(text) : text);
  switch (format) {
    case 'text': {
      const { writeText } = await import('./write-text.js');
      return writeEach((report) =>
        write(
          writeText(report)
            .map((line) => `${line}\n`)
            .join(''),
        ),
      );
    }
    case 'json': {
      const { writeJson } = await import('./write-json.js');
      return writeEach((report) => write(`${writeJson(report)}\n`));
    }
    case 'github': {
      const { writeGithub } = await import('./write-github.js');
      return writeEach((report) =>
        write(
          writeGithub(report)
            .map((line) => `${line}\n`)
            .join(''),
        ),
      );
    }
    case 'junit': {
      const { writeJunit } = await import('./write-junit.js');
      return writeAll((reports) => write(writeJunit(reports)));
    }
    case 'sarif': {
      const { writeSarif } = await import('./write-sarif.js');
      return writeAll((reports) => write(writeSarif(reports)));
    }
  }
}

function writeEach(add: (report: Report) => void): ReportWriter {
  return { add, end: () => undefined };
}

function writeAll(end: (reports: readonly Report[]) => void): ReportWriter {
  const reports: Report[] = [];
  return { add: (report) => void reports.push(report), end: () => end(reports) };
}
