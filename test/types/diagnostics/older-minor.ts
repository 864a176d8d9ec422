// says: requires Kubernetes 1.30 or later
import type { EphemeralContainer as Newest } from 'ephemeral-containers';
import type { EphemeralContainer } from 'ephemeral-containers/v1.29';

export const container: EphemeralContainer = {
  name: 'debugger',
  image: 'busybox:1.36',
  securityContext: { appArmorProfile: { type: 'RuntimeDefault' } },
};

declare const newest: Newest;

export const older: EphemeralContainer = newest;
