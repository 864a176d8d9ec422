import type {
  EphemeralContainerValue,
  VolumeDeviceValue,
  VolumeMountValue,
} from '../../generated/facts/rule-inputs.js';
import { goQuote } from '../core/go-text.js';
import { explainLocalPath } from '../core/local-path.js';
import { enter, type Findings, forbidden, invalid, leave, notFound, required } from '../validate/findings.js';
import type { ValidationContext } from '../validate/validation-context.js';
import { checkBindMountOptions } from './bind-mount-options.js';

type Mounts = readonly (VolumeMountValue | null | undefined)[];

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go ValidateVolumeMounts */
export function checkVolumeMounts(
  container: EphemeralContainerValue,
  mounts: Mounts,
  context: ValidationContext,
  out: Findings,
): void {
  // a handful is looked through faster than a set is filled
  const paths = mounts.length > 8 ? new Set<string>() : undefined;
  const devices = container.volumeDevices ? readDevices(container.volumeDevices) : undefined;
  for (let index = 0; index < mounts.length; index++) {
    const mount = mounts[index] ?? {};
    const path = mount.mountPath ?? '';
    enter(out, 'volumeMounts', index);
    checkVolume(mount.name ?? '', context, out);
    if (path === '') required(out, 'mountPath', 'mount-path');
    if (paths === undefined ? isMountedBefore(mounts, index, path) : paths.has(path)) {
      invalid(out, 'mountPath', goQuote(path), 'must be unique', 'mount-path');
    }
    paths?.add(path);
    if (devices !== undefined) checkDevices(mount.name ?? '', path, devices, out);
    if (mount.subPath || mount.subPathExpr) checkSubPaths(mount, out);
    if (mount.mountPropagation !== undefined && mount.mountPropagation !== null) {
      checkPropagation(container, mount.mountPropagation, out);
    }
    if (mount.recursiveReadOnly) checkRecursiveReadOnly(mount, out);
    if (mount.bindMountOptions) checkBindMountOptions(mount, context, out);
    leave(out);
  }
}

function checkVolume(name: string, context: ValidationContext, out: Findings): void {
  if (name === '') required(out, 'name', 'volume');
  const volumes = context.pod?.volumes;
  if (volumes === undefined || volumes.has(name)) return;
  const names =
    volumes.size === 0 ? 'this Pod has no volumes' : `volumes of this Pod: ${[...volumes.keys()].join(', ')}`;
  notFound(out, 'name', goQuote(name), 'volume', names);
}

function isMountedBefore(mounts: Mounts, index: number, path: string): boolean {
  for (let before = 0; before < index; before++) {
    if ((mounts[before]?.mountPath ?? '') === path) return true;
  }
  return false;
}

interface Devices {
  readonly names: ReadonlySet<string>;
  readonly paths: ReadonlySet<string>;
}

/** Of devices of one name the last counts. */
function readDevices(devices: readonly (VolumeDeviceValue | null | undefined)[]): Devices {
  const paths = new Map(devices.map((device) => [device?.name ?? '', device?.devicePath ?? '']));
  return { names: new Set(paths.keys()), paths: new Set(paths.values()) };
}

/** A volume is mounted or mapped as a device, not both. */
function checkDevices(name: string, path: string, devices: Devices, out: Findings): void {
  if (devices.names.has(name)) {
    invalid(out, 'name', goQuote(name), 'must not already exist in volumeDevices', 'volume');
  }
  if (devices.paths.has(path)) {
    const detail = 'must not already exist as a path in volumeDevices';
    invalid(out, 'mountPath', goQuote(path), detail, 'mount-path');
  }
}

function checkSubPaths(mount: VolumeMountValue, out: Findings): void {
  if (mount.subPath) checkLocalPath(out, 'subPath', mount.subPath);
  if (mount.subPath && mount.subPathExpr) {
    const detail = 'subPathExpr and subPath are mutually exclusive';
    invalid(out, 'subPathExpr', goQuote(mount.subPathExpr), detail, 'sub-path');
  }
  if (mount.subPathExpr) checkLocalPath(out, 'subPathExpr', mount.subPathExpr);
}

/** The server names these fields without the index of their mount. */
function checkLocalPath(out: Findings, key: string, path: string): void {
  for (const problem of explainLocalPath(path)) {
    invalid(out, key, goQuote(path), problem, 'local-path').omitIndex = true;
  }
}

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateMountPropagation */
function checkPropagation(container: EphemeralContainerValue, propagation: string, out: Findings): void {
  if (propagation !== 'Bidirectional' || container.securityContext?.privileged === true) return;
  const detail = 'Bidirectional mount propagation is available only to privileged containers';
  forbidden(out, 'mountPropagation', detail, 'mount-propagation').omitIndex = true;
}

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateMountRecursiveReadOnly */
function checkRecursiveReadOnly(mount: VolumeMountValue, out: Findings): void {
  if (mount.recursiveReadOnly !== 'Enabled' && mount.recursiveReadOnly !== 'IfPossible') return;
  const refuse = (detail: string): void => {
    forbidden(out, 'recursiveReadOnly', detail, 'recursive-read-only').omitIndex = true;
  };
  if (!mount.readOnly) refuse('may only be specified when readOnly is true');
  const propagation = mount.mountPropagation;
  if (propagation !== undefined && propagation !== null && propagation !== 'None') {
    refuse('may only be specified when mountPropagation is None or not specified');
  }
}
