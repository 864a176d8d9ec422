import type { JsonObject } from './pod-facts.js';
import type { CheckStructure } from './read-container.js';
import type { ValidationContext } from './validation-context.js';

/** What the generator gives the engine: the minor, the structure of a container with its rules, and how it is stored. */
export interface MinorBinding {
  /** The second number of its minor: 34 for 1.34. */
  readonly minor: number;
  readonly checkStructure: CheckStructure;
  readonly store: (container: JsonObject, context: ValidationContext) => JsonObject;
}
