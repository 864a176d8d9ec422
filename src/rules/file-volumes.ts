import type { EphemeralContainerValue } from '../../generated/facts/rule-inputs.js';
import { goQuote } from '../core/go-text.js';
import type { JsonObject } from '../core/json.js';
import { enter, type Findings, invalid, leave, notFound } from '../validate/findings.js';
import type { PodFacts } from '../validate/pod-facts.js';
import { stages } from '../validate/stages.js';

/**
 * The volume is one of the Pod's, and an `emptyDir`.
 *
 * Source: kubernetes v1.35 pkg/apis/core/validation/validation.go validateFileKeyRefVolumes
 */
export function checkFileVolumes(container: EphemeralContainerValue, pod: PodFacts, out: Findings): void {
  if (!container.env) return;
  for (let index = 0; index < container.env.length; index++) {
    const selector = container.env[index]?.valueFrom?.fileKeyRef;
    if (!selector) continue;
    enter(out, 'env', index);
    enter(out, 'valueFrom');
    enter(out, 'fileKeyRef');
    const name = selector.volumeName ?? '';
    const volume = pod.volumes.get(name);
    if (volume === undefined) {
      notFound(out, 'volumeName', goQuote(name), 'file-key-ref').stage = stages.fileVolumes;
    } else if (!isEmptyDir(volume)) {
      const detail = 'referenced volume must be of type emptyDir';
      invalid(out, 'volumeName', goQuote(name), detail, 'file-key-ref').stage = stages.fileVolumes;
    }
    leave(out);
    leave(out);
    leave(out);
  }
}

const otherSources = [
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephfs',
  'cinder',
  'configMap',
  'csi',
  'downwardAPI',
  'ephemeral',
  'fc',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'gitRepo',
  'glusterfs',
  'hostPath',
  'image',
  'iscsi',
  'nfs',
  'persistentVolumeClaim',
  'photonPersistentDisk',
  'portworxVolume',
  'projected',
  'quobyte',
  'rbd',
  'scaleIO',
  'secret',
  'storageos',
  'vsphereVolume',
];

/** A volume without a source is an `emptyDir`. Source: kubernetes v1.35 pkg/apis/core/v1/defaults.go SetDefaults_Volume */
function isEmptyDir(volume: JsonObject): boolean {
  return Boolean(volume['emptyDir']) || !otherSources.some((source) => volume[source]);
}
