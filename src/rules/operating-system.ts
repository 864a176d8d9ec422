import type { EphemeralContainerValue, SecurityContextValue } from '../../generated/facts/rule-inputs.js';
import { type Finding, forbidden, invalid, nest } from '../validate/finding.js';
import type { PodFacts } from '../validate/pod-facts.js';

const linuxOnly = [
  'appArmorProfile',
  'seLinuxOptions',
  'seccompProfile',
  'capabilities',
  'readOnlyRootFilesystem',
  'privileged',
  'allowPrivilegeEscalation',
  'procMount',
  'runAsUser',
  'runAsGroup',
] as const;

/**
 * What `spec.os.name` rules out in a container's security context.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateLinux, validateWindows,
 * validateWindowsHostProcessPod
 */
export function checkOperatingSystem(
  container: EphemeralContainerValue,
  pod: PodFacts,
  out: Finding[],
): void {
  const security = container.securityContext;
  if (!security) return;
  const mark = out.length;
  if (pod.os === 'windows') checkWindows(security, out);
  else if (pod.os === 'linux' && security.windowsOptions) {
    forbidden(out, 'windowsOptions', 'windows options cannot be set for a linux pod', 'operating-system');
  }
  checkHostProcess(security, pod, out);
  nest(out, mark, 'securityContext');
}

function checkWindows(security: SecurityContextValue, out: Finding[]): void {
  for (const field of linuxOnly) {
    const value = (security as { readonly [field: string]: unknown })[field];
    if (value === undefined || value === null) continue;
    forbidden(out, field, 'cannot be set for a windows pod', 'operating-system');
  }
}

function checkHostProcess(security: SecurityContextValue, pod: PodFacts, out: Finding[]): void {
  const own = security.windowsOptions?.hostProcess;
  if (pod.hostProcess === undefined || own === undefined || own === null || own === pod.hostProcess) return;
  const mark = out.length;
  const detail = `pod hostProcess value must be identical if both are specified, was ${pod.hostProcess}`;
  invalid(out, 'hostProcess', own, detail, 'host-process');
  nest(out, mark, 'windowsOptions');
}
