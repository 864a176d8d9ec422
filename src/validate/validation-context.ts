import type { EphemeralContainerValue } from '../../generated/facts/rule-inputs.js';
import type { Findings } from './findings.js';
import type { PodFacts } from './pod-facts.js';

/** What every rule may ask while one list or one container is validated. */
export interface ValidationContext {
  /** The second number of the Kubernetes minor: 34 for 1.34. */
  readonly minor: number;
  /** What the rules need of the Pod; absent where only the container is known. */
  readonly pod: PodFacts | undefined;
  /** The rules between a container and its Pod; absent where there is none. */
  readonly checkInPod: CheckInPod | undefined;
  /** kube-apiserver `--allow-privileged`, which every common installer sets. */
  readonly allowPrivileged: boolean;
  /**
   * How many values were met that the server does not read as they are: of a wrong JSON type,
   * unknown in this minor, or dropped. Rules wait until it is 0.
   */
  undecodedCount: number;
  /** Something was met that is not plain JSON: it is to be validated as it would be sent. */
  hasNonJson: boolean;
}

export type CheckInPod = (
  container: EphemeralContainerValue,
  context: ValidationContext,
  out: Findings,
) => void;
