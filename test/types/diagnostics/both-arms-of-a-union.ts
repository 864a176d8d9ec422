// says: may not be specified when `value` is not empty
// says: not assignable to type 'undefined'
// says: Type '{}' is not assignable to type
import type { EphemeralContainer } from 'ephemeral-containers';

export const container: EphemeralContainer = {
  name: 'debugger',
  image: 'busybox:1.36',
  env: [
    { name: 'NODE', value: 'a', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    { name: 'KEY', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' }, configMapKeyRef: { name: 'a', key: 'b' } } },
    { name: 'NONE', valueFrom: {} },
  ],
};
