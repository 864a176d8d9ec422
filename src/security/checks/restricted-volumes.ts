import type { SecurityCheck, Violation } from '../check.js';
import { list, member, object, type PodView, text } from '../pod-view.js';
import { joinQuoted, plural, sorted } from '../words.js';

const allowed = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/** In the order in which a volume with several sources is named after one. */
const restricted = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'gitRepo',
  'nfs',
  'iscsi',
  'glusterfs',
  'rbd',
  'flexVolume',
  'cinder',
  'cephfs',
  'flocker',
  'fc',
  'azureFile',
  'vsphereVolume',
  'quobyte',
  'azureDisk',
  'photonPersistentDisk',
  'portworxVolume',
  'scaleIO',
  'storageos',
];

function checkPod(pod: PodView): Violation | undefined {
  const bad = list(pod.spec['volumes']).flatMap((volume) => {
    const type = restrictedType(volume);
    return type === undefined ? [] : [{ name: text(member(volume, 'name')), type }];
  });
  if (bad.length === 0) return undefined;
  const types = sorted(bad.map(({ type }) => type));
  const use = `${plural(bad.length, 'uses', 'use')} ${plural(types.length, 'restricted volume type')}`;
  const volumes = `${plural(bad.length, 'volume')} ${joinQuoted(bad.map(({ name }) => name))}`;
  return { reason: 'restricted volume types', detail: `${volumes} ${use} ${joinQuoted(types)}` };
}

/** A volume without a source that the API knows is stored as an `emptyDir`. */
function restrictedType(volume: unknown): string | undefined {
  const has = (type: string) => object(member(volume, type)) !== undefined;
  return allowed.some(has) ? undefined : restricted.find(has);
}

/** Source: kubernetes v1.37 pod-security-admission policy/check_restrictedVolumes.go */
export const restrictedVolumes: SecurityCheck = {
  id: 'restrictedVolumes',
  level: 'restricted',
  revisions: [{ since: 0, checkPod, overrides: ['hostPathVolumes'] }],
};
