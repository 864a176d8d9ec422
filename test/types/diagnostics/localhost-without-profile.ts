// says: 'localhostProfile' is missing
// says: Did you mean '"Localhost"'
import type { EphemeralContainer } from 'ephemeral-containers';

export const container: EphemeralContainer = {
  name: 'debugger',
  image: 'busybox:1.36',
  securityContext: { seccompProfile: { type: 'Localhost' } },
};

export const misspelt: EphemeralContainer = {
  name: 'debugger',
  image: 'busybox:1.36',
  securityContext: { seccompProfile: { type: 'localhost' } },
};
