import type { EphemeralContainerValue } from '../../generated/facts/rule-inputs.js';
import { goQuote, isGoSpace } from '../core/go-text.js';
import { type Findings, invalid, required } from '../validate/findings.js';
import { stages } from '../validate/stages.js';
import type { ValidationContext } from '../validate/validation-context.js';
import { checkDnsLabel } from './dns-label.js';
import { checkVolumeDevices } from './volume-devices.js';
import { checkVolumeMounts } from './volume-mounts.js';

/**
 * What a container as a whole must hold, beyond the structure of its fields.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateContainerCommon
 */
export function checkContainer(
  container: EphemeralContainerValue,
  context: ValidationContext,
  out: Findings,
): void {
  if (!container.name) required(out, 'name', 'dns-label');
  else checkDnsLabel(out, 'name', container.name, context);
  if (!container.image) required(out, 'image', 'image');
  else checkImage(out, container.image);
  if (container.volumeMounts) checkVolumeMounts(container, container.volumeMounts, context, out);
  if (container.volumeDevices) checkVolumeDevices(container, container.volumeDevices, context, out);
  context.checkInPod?.(container, context, out);
}

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateContainerOnlyForPod */
function checkImage(out: Findings, image: string): void {
  if (!isGoSpace(image.charCodeAt(0)) && !isGoSpace(image.charCodeAt(image.length - 1))) return;
  const detail = 'must not have leading or trailing whitespace';
  invalid(out, 'image', goQuote(image), detail, 'image').stage = stages.fieldsForPod;
}
