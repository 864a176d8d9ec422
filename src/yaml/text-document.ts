import type { Path } from '../core/path.js';
import type { Span } from './place.js';

/** Whether a text is meant as JSON or as YAML, where its name says so. What can be read is read all the same. */
export type TextFormat = 'json' | 'yaml';

/** A key that stands in its mapping a second time. */
export interface DuplicateKey {
  readonly path: Path;
  readonly span: Span;
}

/** A document of a text: its value, and where each part of it stands. */
export interface ParsedDocument {
  readonly value: unknown;
  findDuplicates(): readonly DuplicateKey[];
  /**
   * Where a part stands: of a scalar its value, of anything larger, and with `key` of anything, its
   * key; of a part that is missing, what it is missing from.
   */
  locate(path: Path, prefer: 'key' | 'value'): Span;
}

/** A document that cannot be read, from an offset on. */
export interface BrokenDocument {
  readonly offset: number;
  readonly problem: string;
}

export type TextDocument = ParsedDocument | BrokenDocument;
