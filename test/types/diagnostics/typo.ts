// says: Did you mean
import { ephemeralContainer } from 'ephemeral-containers';

export const container = ephemeralContainer({
  name: 'debugger',
  image: 'busybox:1.36',
  targetContainer: 'app',
  env: [{ name: 'LOG', valeu: 'debug' }],
});
