import { acceptsEphemeralContainer } from '../../generated/accept.js';
import { storeEphemeralContainer } from '../../generated/store.js';
import { checkEphemeralContainerStructure, serverOrder } from '../../generated/structure.js';
import { podRules } from '../rules/pod-rules.js';
import type { MinorBinding } from '../validate/minor-binding.js';

/** What the engine gets to validate as a minor does. */
export function bindingOf(minor: number): MinorBinding {
  return {
    minor,
    accepts: acceptsEphemeralContainer,
    checkStructure: checkEphemeralContainerStructure,
    order: serverOrder,
    podRules,
    store: storeEphemeralContainer,
  };
}
