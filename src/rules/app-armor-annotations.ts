import { goQuote } from '../core/go-text.js';
import { type Findings, invalid } from '../validate/findings.js';
import { appArmorAnnotation, type PodFacts } from '../validate/pod-facts.js';
import { nameOf, type ReadContainer } from '../validate/read-container.js';
import { stages } from '../validate/stages.js';

/**
 * An AppArmor annotation names a container of the Pod, so the last one of that name cannot go. The
 * server looks twice: at the new Pod, and at what changes in it.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go ValidateAppArmorPodAnnotations,
 * ValidatePodSpecificAnnotationUpdates
 */
export function checkAppArmorAnnotations(list: readonly ReadContainer[], pod: PodFacts, out: Findings): void {
  if (pod.appArmorAnnotations.length === 0) return;
  const names = new Set([...pod.targets, ...list.map(({ kept }) => nameOf(kept))]);
  for (const annotation of pod.appArmorAnnotations) {
    const name = annotation.slice(appArmorAnnotation.length);
    if (names.has(name)) continue;
    const key = `annotations[${annotation}]`;
    for (const stage of [stages.annotations, stages.annotationUpdates]) {
      const finding = invalid(out, key, goQuote(name), 'container not found', 'annotation');
      finding.field = `metadata.${key}`;
      finding.stage = stage;
    }
  }
}
