// says: cannot be set for an Ephemeral Container
import type { V1EphemeralContainer } from '@kubernetes/client-node';
import type { EphemeralContainer } from 'ephemeral-containers';

declare const wide: V1EphemeralContainer;

export const container: EphemeralContainer = wide;
