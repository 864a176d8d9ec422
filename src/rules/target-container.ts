import type { EphemeralContainerValue } from '../../generated/facts/rule-inputs.js';
import { goQuote } from '../core/go-text.js';
import { type Findings, notFound } from '../validate/findings.js';
import type { PodFacts } from '../validate/pod-facts.js';
import { stages } from '../validate/stages.js';

/**
 * The target is a regular or an init container of the Pod, never an ephemeral one.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateEphemeralContainers
 */
export function checkTarget(container: EphemeralContainerValue, pod: PodFacts, out: Findings): void {
  const target = container.targetContainerName;
  if (!target || pod.targets.has(target)) return;
  const names = [...pod.targets].join(', ');
  const hint = `containers of this Pod: ${names}`;
  notFound(out, 'targetContainerName', goQuote(target), 'target-container', hint).stage = stages.target;
}
