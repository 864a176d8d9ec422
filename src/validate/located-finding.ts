import type { Path } from '../core/path.js';
import type { Finding } from './finding.js';

/** A finding and what comes before its own keys: in the value validated, and in the server's name of it. */
export interface LocatedFinding {
  readonly finding: Finding;
  readonly path: Path;
  /** `spec.ephemeralContainers[0]`, or empty for what is beside the list. */
  readonly field: string;
  /** Which container of the list it is about, if one. */
  readonly index: number | undefined;
}

export const listField = 'spec.ephemeralContainers';

export function containerField(index: number): string {
  return `${listField}[${index}]`;
}

/** A finding about the list, or the Pod around it. */
export function locateAt(finding: Finding, field: string): LocatedFinding {
  return { finding, path: [], field, index: undefined };
}
