// says: Did you mean to write 'value'
import { ephemeralContainer } from 'ephemeral-containers';

export const container = ephemeralContainer({
  name: 'debugger',
  image: 'busybox:1.36',
  env: [{ name: 'LOG_LEVEL', valeu: 'debug' }],
});
