import type { PodRules } from '../validate/minor-binding.js';
import { readPodFacts } from '../validate/pod-facts.js';
import { checkContainerInPod } from './container-in-pod.js';
import { checkContainerList } from './container-list.js';
import { fitsInList, fitsPod } from './fits-pod.js';

/** For the binding of a minor to name; what no caller needs, a bundler leaves out with it. */
export const podRules: PodRules = {
  readFacts: readPodFacts,
  fits: fitsPod,
  fitsInList,
  checkInPod: checkContainerInPod,
  checkList: checkContainerList,
};
