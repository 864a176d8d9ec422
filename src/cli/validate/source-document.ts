import type { LineCounter } from 'yaml';
import type { Path } from '../../core/path.js';
import type { Span } from './locate.js';
import type { KeyProblem } from './map-keys.js';
import type { Source } from './read-source.js';

/** A document of a source: its value, and where each part of it stands. */
export interface ParsedDocument {
  readonly source: Source;
  readonly lines: LineCounter;
  readonly value: unknown;
  readonly duplicates: readonly KeyProblem[];
  locate(path: Path, prefer: 'key' | 'value'): Span;
}

/** A document that is not YAML, at an offset of its source. */
export interface BrokenDocument {
  readonly source: Source;
  readonly lines: LineCounter;
  readonly offset: number;
  readonly problem: string;
}

export type SourceDocument = ParsedDocument | BrokenDocument;
