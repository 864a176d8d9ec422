import type {
  EphemeralContainerValue,
  VolumeDeviceValue,
  VolumeMountValue,
} from '../../generated/facts/rule-inputs.js';
import { goQuote } from '../core/go-text.js';
import { hasBackstep } from '../core/local-path.js';
import { enter, type Findings, invalid, leave, notFound, required } from '../validate/findings.js';
import type { ValidationContext } from '../validate/validation-context.js';

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go ValidateVolumeDevices */
export function checkVolumeDevices(
  container: EphemeralContainerValue,
  devices: readonly (VolumeDeviceValue | null | undefined)[],
  context: ValidationContext,
  out: Findings,
): void {
  const names = new Set<string>();
  const paths = new Set<string>();
  // of mounts of one name the last counts
  const mounts = new Map((container.volumeMounts ?? []).map(toMountEntry));
  const mountPaths = new Set(mounts.values());
  devices.forEach((device, index) => {
    enter(out, 'volumeDevices', index);
    const name = device?.name ?? '';
    const path = device?.devicePath ?? '';
    checkName(name, names, context, out);
    checkPath(path, paths, out);
    if (mounts.has(name))
      invalid(out, 'name', goQuote(name), 'must not already exist in volumeMounts', 'volume');
    if (mountPaths.has(path)) {
      invalid(
        out,
        'devicePath',
        goQuote(path),
        'must not already exist as a path in volumeMounts',
        'device-path',
      );
    }
    if (name !== '') names.add(name);
    leave(out);
  });
}

function toMountEntry(mount: VolumeMountValue | null | undefined): [string, string] {
  return [mount?.name ?? '', mount?.mountPath ?? ''];
}

function checkName(
  name: string,
  names: ReadonlySet<string>,
  context: ValidationContext,
  out: Findings,
): void {
  if (name === '') required(out, 'name', 'volume');
  if (names.has(name)) invalid(out, 'name', goQuote(name), 'must be unique', 'volume');
  const volumes = context.pod?.volumes;
  if (volumes === undefined) return;
  const volume = volumes.get(name);
  if (volume === undefined) {
    notFound(out, 'name', goQuote(name), 'volume');
  } else if (!volume['persistentVolumeClaim'] && !volume['ephemeral']) {
    const detail = 'can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode';
    invalid(out, 'name', goQuote(name), detail, 'volume');
  }
}

function checkPath(path: string, paths: Set<string>, out: Findings): void {
  if (path === '') required(out, 'devicePath', 'device-path');
  if (paths.has(path)) invalid(out, 'devicePath', goQuote(path), 'must be unique', 'device-path');
  if (hasBackstep(path)) {
    invalid(out, 'devicePath', goQuote(path), "can not contain backsteps ('..')", 'device-path');
  } else {
    paths.add(path);
  }
}
