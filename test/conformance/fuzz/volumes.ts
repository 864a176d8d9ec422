import fc, { type Arbitrary } from 'fast-check';
import type { Json } from './random.js';

/** A small valid source of every type, and none. */
const sources: readonly Json[] = [
  {},
  { emptyDir: {} },
  { emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
  { emptyDir: null },
  { configMap: { name: 'settings', optional: true } },
  { secret: { secretName: 'creds' } },
  { persistentVolumeClaim: { claimName: 'disk', readOnly: true } },
  { persistentVolumeClaim: { claimName: 'disk' } },
  { hostPath: { path: '/var/log' } },
  { hostPath: { path: '/dev/null', type: 'CharDevice' } },
  { gcePersistentDisk: { pdName: 'pd' } },
  { awsElasticBlockStore: { volumeID: 'vol-1' } },
  { gitRepo: { repository: 'https://git.example/r.git' } },
  { nfs: { server: 'nfs.example', path: '/share' } },
  { iscsi: { targetPortal: '10.0.0.1:3260', iqn: 'iqn.2001-04.com.example:storage', lun: 0 } },
  { glusterfs: { endpoints: 'glusterfs', path: 'vol' } },
  { rbd: { monitors: ['10.0.0.2:6789'], image: 'img' } },
  { flexVolume: { driver: 'example.com/driver' } },
  { cinder: { volumeID: 'c-1' } },
  { cephfs: { monitors: ['10.0.0.3:6789'] } },
  { flocker: { datasetName: 'set' } },
  { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
  { fc: { targetWWNs: ['500a0982991b8dc5'], lun: 2 } },
  { azureFile: { secretName: 'azure', shareName: 'share' } },
  { vsphereVolume: { volumePath: '[store] disk.vmdk' } },
  { quobyte: { registry: 'registry:7861', volume: 'vol' } },
  { azureDisk: { diskName: 'disk', diskURI: 'https://blob.example/vhds/disk.vhd' } },
  { photonPersistentDisk: { pdID: 'p-1' } },
  { projected: { sources: [{ configMap: { name: 'settings' } }] } },
  { portworxVolume: { volumeID: 'w-1' } },
  { scaleIO: { gateway: 'https://gw', system: 's', volumeName: 'v', secretRef: { name: 'sio' } } },
  { storageos: { volumeName: 'st' } },
  { csi: { driver: 'csi.example.com' } },
  {
    ephemeral: {
      volumeClaimTemplate: {
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      },
    },
  },
  { image: { reference: 'registry.example/data:1' } },
];

export const volumeNames = ['scratch', 'data', 'blk', 'host', 'settings', 'v-6', 'x'.repeat(63)] as const;

/** Volumes with distinct names and sources of every kind. */
export const volumes: Arbitrary<Json> = fc
  .tuple(
    fc.subarray([...volumeNames]),
    fc.array(fc.constantFrom(...sources), { minLength: volumeNames.length, maxLength: volumeNames.length }),
  )
  .map(([names, chosen]) => names.map((name, index) => Object.assign({ name }, chosen[index])));
