import type { EphemeralContainerValue } from '../../generated/facts/rule-inputs.js';
import { goQuote } from '../core/go-text.js';
import { type Finding, notFound } from '../validate/finding.js';
import type { PodFacts } from '../validate/pod-facts.js';

/**
 * The target is a regular or an init container of the Pod, never an ephemeral one.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateEphemeralContainers
 */
export function checkTarget(container: EphemeralContainerValue, pod: PodFacts, out: Finding[]): void {
  const target = container.targetContainerName;
  if (!target || pod.targets.has(target)) return;
  const names = [...pod.targets].join(', ');
  notFound(
    out,
    'targetContainerName',
    goQuote(target),
    'target-container',
    `containers of this Pod: ${names}`,
  );
}
