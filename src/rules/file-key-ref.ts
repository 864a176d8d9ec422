import type { EphemeralContainerValue, FileKeySelectorValue } from '../../generated/facts/rule-inputs.js';
import { goQuote } from '../core/go-text.js';
import { type Finding, invalid, nest, notFound, required } from '../validate/finding.js';
import type { JsonObject, PodFacts } from '../validate/pod-facts.js';
import type { ValidationContext } from '../validate/validation-context.js';
import { checkNoBacksteps } from './local-path.js';
import { checkDnsLabel, checkRelaxedEnvName } from './names.js';

/** Source: kubernetes v1.35 pkg/apis/core/validation/validation.go validateFileKeySelector */
export function checkFileKeyRef(
  selector: FileKeySelectorValue,
  context: ValidationContext,
  out: Finding[],
): void {
  if (!selector.key) required(out, 'key', 'file-key-ref');
  else checkRelaxedEnvName(out, 'key', selector.key);
  if (!selector.volumeName) required(out, 'volumeName', 'file-key-ref');
  else checkDnsLabel(out, 'volumeName', selector.volumeName, context);
  if (!selector.path) required(out, 'path', 'file-key-ref');
  else checkNoBacksteps(out, 'path', selector.path);
}

/**
 * The volume is one of the Pod's, and an `emptyDir`.
 *
 * Source: kubernetes v1.35 pkg/apis/core/validation/validation.go validateFileKeyRefVolumes
 */
export function checkFileVolumes(container: EphemeralContainerValue, pod: PodFacts, out: Finding[]): void {
  if (!container.env) return;
  for (let index = 0; index < container.env.length; index++) {
    const selector = container.env[index]?.valueFrom?.fileKeyRef;
    if (!selector) continue;
    const mark = out.length;
    const name = selector.volumeName ?? '';
    const volume = pod.volumes.get(name);
    if (volume === undefined) notFound(out, 'volumeName', goQuote(name), 'file-key-ref');
    else if (!isEmptyDir(volume)) {
      invalid(out, 'volumeName', goQuote(name), 'referenced volume must be of type emptyDir', 'file-key-ref');
    }
    nest(out, mark, 'fileKeyRef');
    nest(out, mark, 'valueFrom');
    nest(out, mark, 'env', index);
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
