// says: not a DNS label: Debug
// says: already a container of this pod: app
// says: "nginx"
// says: "logs"
import { forPod } from 'ephemeral-containers';

const pod = forPod({
  metadata: { name: 'web' },
  spec: {
    containers: [{ name: 'app' }, { name: 'sidecar' }],
    initContainers: [{ name: 'setup' }],
    volumes: [{ name: 'data' }],
  },
});

pod.ephemeralContainer({ name: 'Debug', image: 'busybox:1.36' });
pod.ephemeralContainer({ name: 'app', image: 'busybox:1.36' });
pod.ephemeralContainer({ name: 'debugger', image: 'busybox:1.36', targetContainerName: 'nginx' });
pod.ephemeralContainer({
  name: 'debugger',
  image: 'busybox:1.36',
  volumeMounts: [{ name: 'logs', mountPath: '/logs' }],
});
pod.ephemeralContainer({ name: 'debugger', image: 'busybox:1.36', ports: [] });
