import type { Place } from '../../text/index.js';
import { type Report, statusOf } from './report.js';

/**
 * A `meta/v1` Status on one line. Beside what the API server would answer it has `source`: the file,
 * where the validated part starts, a position (and hint) for each of `details.causes`, and the warnings.
 */
export function writeJson(report: Report): string {
  const { source, place, causes, warnings } = report;
  return JSON.stringify({
    ...statusOf(report),
    source: {
      file: source.name,
      ...(place === undefined ? {} : { line: place.line, column: place.column }),
      ...(causes.length === 0
        ? {}
        : { causes: causes.map(({ hint, minors, ...at }) => ({ ...positionOf(at), hint, minors })) }),
      ...(warnings.length === 0
        ? {}
        : {
            warnings: warnings.map(({ message, minors, ...at }) => ({ ...positionOf(at), message, minors })),
          }),
    },
  });
}

function positionOf({ line, column, length }: Place): Omit<Place, 'offset'> {
  return { line, column, length };
}
