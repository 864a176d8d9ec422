// says: 'image' is missing
import type { EphemeralContainer } from 'ephemeral-containers';

export const container: EphemeralContainer = { name: 'debugger' };
