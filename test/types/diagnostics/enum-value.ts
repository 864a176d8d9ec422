// says: IfNotPresent
import type { EphemeralContainer } from 'ephemeral-containers';

export const container: EphemeralContainer = {
  name: 'debugger',
  image: 'busybox:1.36',
  imagePullPolicy: 'Sometimes',
};
