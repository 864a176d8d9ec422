import type { EphemeralContainerValue } from '../../generated/facts/rule-inputs.js';
import { type Findings, forbidden } from '../validate/findings.js';
import type { PodFacts } from '../validate/pod-facts.js';
import { stages } from '../validate/stages.js';
import type { ValidationContext } from '../validate/validation-context.js';

/**
 * A Pod with a user namespace of its own takes no block devices, unless it already had some.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateHostUsers
 */
export function checkHostUsers(
  container: EphemeralContainerValue,
  context: ValidationContext,
  pod: PodFacts,
  out: Findings,
): void {
  if (context.minor < 34 || pod.hostUsers || !hasDevices(container)) return;
  if (!pod.containers.some(hasDevices)) {
    const finding = forbidden(out, 'volumeDevices', 'when `hostUsers` is false', 'host-users');
    finding.stage = stages.hostUsers;
  }
}

function hasDevices({ volumeDevices }: { readonly volumeDevices?: unknown }): boolean {
  return Array.isArray(volumeDevices) && volumeDevices.length > 0;
}
