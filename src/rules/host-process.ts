import { type Finding, forbidden, invalid } from '../validate/finding.js';
import { type JsonObject, type PodFacts, readHostProcess } from '../validate/pod-facts.js';

/**
 * Where one container of a Pod is a Windows HostProcess container, all are, and the Pod is on the
 * host's network. Reported against `spec`, as the server does.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateWindowsHostProcessPod
 */
export function checkHostProcessPod(
  pod: PodFacts,
  proposed: readonly JsonObject[],
  allowPrivileged: boolean,
  out: Finding[],
): void {
  const flags = [...pod.containerHostProcess, ...proposed.map(readHostProcess)];
  const hosted = flags.filter((own) => own ?? pod.hostProcess ?? false).length;
  if (hosted === 0) return;
  if (hosted !== flags.length) {
    const detail =
      'If pod contains any hostProcess containers then all containers must be HostProcess containers';
    invalid(out, 'spec', '""', detail, 'host-process');
  }
  if (!pod.hostNetwork) {
    const detail = 'hostNetwork must be true if pod contains any hostProcess containers';
    const finding = invalid(out, 'hostNetwork', pod.hostNetwork, detail, 'host-process');
    finding.field.push('spec');
  }
  if (!allowPrivileged) {
    forbidden(out, 'spec', 'hostProcess containers are disallowed by cluster policy', 'host-process');
  }
}
