import { createFindings, type Finding } from '../validate/findings.js';
import type { MinorBinding } from '../validate/minor-binding.js';
import type { PodFacts } from '../validate/pod-facts.js';
import type { ReadContainer } from '../validate/read-container.js';
import type { ValidationContext } from '../validate/validation-context.js';
import { checkAppArmorAnnotations } from './app-armor-annotations.js';
import { checkChanges } from './append-only.js';
import { checkHostProcessPod } from './host-process.js';
import { checkMirrorPod } from './mirror-pod.js';
import { checkUniqueNames } from './unique-name.js';

/** What holds for the list as a whole, and between it and the Pod where that is known. */
export function checkContainerList(
  list: readonly ReadContainer[],
  pod: PodFacts | undefined,
  context: ValidationContext,
  binding: MinorBinding,
): readonly Finding[] {
  const out = createFindings();
  if (pod === undefined) {
    checkUniqueNames(list, [], out);
  } else if (!checkMirrorPod(pod, context, out)) {
    checkUniqueNames(list, pod.targets, out);
    checkHostProcessPod(pod, list, context, out);
    checkAppArmorAnnotations(list, pod, out);
    checkChanges(list, pod, context, binding, out);
  }
  return out.found;
}
