import { storeEphemeralContainer } from '../../generated/store.js';
import { checkEphemeralContainerStructure, serverOrder } from '../../generated/structure.js';
import { checkContainerList } from '../rules/container-list.js';
import type { MinorBinding } from '../validate/minor-binding.js';

/** What the engine asks of a minor: its number, and the generated code that knows all of them. */
export function bindingOf(minor: number): MinorBinding {
  return {
    minor,
    checkStructure: checkEphemeralContainerStructure,
    checkList: checkContainerList,
    order: serverOrder,
    store: storeEphemeralContainer,
  };
}
