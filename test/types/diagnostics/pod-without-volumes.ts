// says: this pod declares no volumes
import { forPod } from 'ephemeral-containers';

const pod = forPod({ spec: { containers: [{ name: 'app' }] } });

pod.ephemeralContainer({
  name: 'debugger',
  image: 'busybox:1.36',
  volumeMounts: [{ name: 'data', mountPath: '/data' }],
});
