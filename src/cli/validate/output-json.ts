import type { Report } from './report.js';

/**
 * A `meta/v1` Status on one line. Beside what the API server would answer it has `source`: the file,
 * where the judged part starts, and a position (and hint) for each of `details.causes`.
 */
export function writeJson(report: Report): string {
  const causes = report.notes.map(({ position, hint }) => ({
    ...position,
    ...(hint === undefined ? {} : { hint }),
  }));
  const source = { file: report.source.name, ...report.position, ...(causes.length > 0 ? { causes } : {}) };
  return JSON.stringify({ ...report.status, source });
}
