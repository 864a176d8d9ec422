import type { Finding } from './findings.js';
import type { JsonObject, PodFacts } from './pod-facts.js';
import type { CheckStructure, ReadContainer } from './read-container.js';
import type { FieldOrder } from './server-order.js';
import type { ValidationContext } from './validation-context.js';

/** What the generator gives the engine: the minor, the structure of a container with its rules, and how it is stored. */
export interface MinorBinding {
  /** The second number of its minor: 34 for 1.34. */
  readonly minor: number;
  readonly checkStructure: CheckStructure;
  /** The rules that hold for a list as a whole, and between it and the Pod. */
  readonly checkList: CheckList;
  readonly order: FieldOrder;
  readonly store: (container: JsonObject, context: ValidationContext) => JsonObject;
}

export type CheckList = (
  list: readonly ReadContainer[],
  pod: PodFacts | undefined,
  context: ValidationContext,
  binding: MinorBinding,
) => readonly Finding[];
