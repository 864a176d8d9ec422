import type { EphemeralContainerValue, SecurityContextValue } from '../../generated/facts/rule-inputs.js';
import { enter, type Findings, forbidden, invalid, leave } from '../validate/findings.js';
import type { PodFacts } from '../validate/pod-facts.js';
import { stages } from '../validate/stages.js';

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
export function checkOperatingSystem(container: EphemeralContainerValue, pod: PodFacts, out: Findings): void {
  const security = container.securityContext;
  if (!security) return;
  enter(out, 'securityContext');
  if (pod.os === 'windows') checkWindows(security, out);
  else if (pod.os === 'linux' && security.windowsOptions) {
    const detail = 'windows options cannot be set for a linux pod';
    forbidden(out, 'windowsOptions', detail, 'operating-system').stage = stages.operatingSystem;
  }
  checkHostProcess(security, pod, out);
  leave(out);
}

function checkWindows(security: SecurityContextValue, out: Findings): void {
  for (const field of linuxOnly) {
    const value = (security as { readonly [field: string]: unknown })[field];
    if (value === undefined || value === null) continue;
    const finding = forbidden(out, field, 'cannot be set for a windows pod', 'operating-system');
    finding.stage = stages.operatingSystem;
  }
}

function checkHostProcess(security: SecurityContextValue, pod: PodFacts, out: Findings): void {
  const own = security.windowsOptions?.hostProcess;
  if (pod.hostProcess === undefined || own === undefined || own === null || own === pod.hostProcess) return;
  enter(out, 'windowsOptions');
  const detail = `pod hostProcess value must be identical if both are specified, was ${pod.hostProcess}`;
  invalid(out, 'hostProcess', own, detail, 'host-process').stage = stages.hostProcess;
  leave(out);
}
