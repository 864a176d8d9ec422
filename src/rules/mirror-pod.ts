import { type Findings, forbidden, self } from '../validate/findings.js';
import type { PodFacts } from '../validate/pod-facts.js';
import type { ValidationContext } from '../validate/validation-context.js';

export const mirrorPod = 'mirror-pod';

/**
 * A static Pod takes no ephemeral containers, and the server says nothing else of it.
 *
 * Source: kubernetes v1.27 pkg/apis/core/validation/validation.go ValidatePodEphemeralContainersUpdate
 */
export function checkMirrorPod(pod: PodFacts, context: ValidationContext, out: Findings): boolean {
  const refused = pod.isMirror && context.minor >= 27;
  if (refused) forbidden(out, self, 'static pods do not support ephemeral containers', mirrorPod);
  return refused;
}
