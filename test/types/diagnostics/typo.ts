// says: Did you mean to write 'targetContainerName'
import { ephemeralContainer } from 'ephemeral-containers';

export const container = ephemeralContainer({
  name: 'debugger',
  image: 'busybox:1.36',
  targetContainer: 'app',
});
