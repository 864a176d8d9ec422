import type { EphemeralContainerValue } from '../../generated/facts/rule-inputs.js';
import type { Findings } from '../validate/findings.js';
import type { ValidationContext } from '../validate/validation-context.js';
import { checkFileVolumes } from './file-volumes.js';
import { checkHostUsers } from './host-users.js';
import { checkOperatingSystem } from './operating-system.js';
import { checkTarget } from './target-container.js';

/** What holds between a container and its Pod, beside its volumes. */
export function checkContainerInPod(
  container: EphemeralContainerValue,
  context: ValidationContext,
  out: Findings,
): void {
  if (context.pod === undefined) return;
  checkTarget(container, context.pod, out);
  checkFileVolumes(container, context.pod, out);
  checkHostUsers(container, context, context.pod, out);
  checkOperatingSystem(container, context.pod, out);
}
