// says: cannot be set for an Ephemeral Container
import type { EphemeralContainer } from 'ephemeral-containers';

export const container: EphemeralContainer = {
  name: 'debugger',
  image: 'busybox:1.36',
  ports: [{ containerPort: 8080 }],
};
