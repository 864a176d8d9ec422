import type { Judging } from './validation-context.js';
import type { JsonObject } from './pod-facts.js';
import type { CheckShape } from './read-container.js';

/** What the generator gives the rules: the minor, the shape of a container and how it is stored. */
export interface Release {
  /** The second number of its minor: 34 for 1.34. */
  readonly minor: number;
  readonly checkShape: CheckShape;
  readonly store: (container: JsonObject, judging: Judging) => JsonObject;
}
