import type { JsonObject } from '../core/json.js';
import type { Pod } from '../core/pod.js';
import type { Finding } from './findings.js';
import type { PodFacts } from './pod-facts.js';
import type { ContainerBinding, ReadContainer } from './read-container.js';
import type { CheckInPod, ValidationContext } from './validation-context.js';

/** What the generator gives the engine. */
export interface MinorBinding extends ContainerBinding {
  readonly podRules: PodRules;
  readonly store: (container: JsonObject, context: ValidationContext) => JsonObject;
}

/** What is only needed where there is a Pod, or a list for one. */
export interface PodRules {
  readonly readFacts: (pod: Pod, minor: number) => PodFacts;
  /** Whether a container that was accepted surely fits the Pod. */
  readonly fits: (container: unknown, pod: Pod) => boolean;
  /** The same for one of a list, whose names are looked at together. */
  readonly fitsInList: (container: unknown, pod: PodFacts) => boolean;
  readonly checkInPod: CheckInPod;
  /** The rules that hold for a list as a whole, and between it and the Pod. */
  readonly checkList: CheckList;
}

export type CheckList = (
  list: readonly ReadContainer[],
  pod: PodFacts | undefined,
  context: ValidationContext,
  binding: MinorBinding,
) => readonly Finding[];
