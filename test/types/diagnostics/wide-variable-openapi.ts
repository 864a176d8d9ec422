// says: cannot be set for an Ephemeral Container
import type { EphemeralContainer } from 'ephemeral-containers/v1.34';
import type { components } from '../../../generated/api/v1.34.js';

declare const wide: components['schemas']['io.k8s.api.core.v1.EphemeralContainer'];

export const container: EphemeralContainer = wide;
