import { EphemeralContainer, type IEphemeralContainer } from 'kubernetes-models/v1';
import type { Candidate } from './candidate.js';

export const candidate: Candidate = {
  accepts(container) {
    try {
      new EphemeralContainer(container as IEphemeralContainer).validate();
      return true;
    } catch {
      return false;
    }
  },
};
