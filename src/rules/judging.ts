import type { PodFacts } from './pod-facts.js';

/** What every rule may ask while one list or one container is judged. */
export interface Judging {
  /** The second number of the Kubernetes minor: 34 for 1.34. */
  readonly minor: number;
  /** What the rules need of the Pod; absent where only the container is known. */
  readonly pod: PodFacts | undefined;
  /** kube-apiserver `--allow-privileged`, which every common installer sets. */
  readonly allowPrivileged: boolean;
  /** How many values had a JSON type that the server refuses to decode. */
  wrongTypes: number;
  /** How many fields were seen that this minor drops, unknown ones included. */
  droppedFields: number;
  /** Something was met that is not plain JSON: it is to be judged as it would be sent. */
  odd: boolean;
}
