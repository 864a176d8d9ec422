import { type Findings, forbidden, invalid } from '../validate/findings.js';
import { type PodFacts, readHostProcess } from '../validate/pod-facts.js';
import type { ReadContainer } from '../validate/read-container.js';
import { stages } from '../validate/stages.js';
import type { ValidationContext } from '../validate/validation-context.js';

/**
 * Where one container of a Pod is a Windows HostProcess container, all are, and the Pod is on the
 * host's network. Reported against `spec`, as the server does.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateWindowsHostProcessPod
 */
export function checkHostProcessPod(
  pod: PodFacts,
  list: readonly ReadContainer[],
  context: ValidationContext,
  out: Findings,
): void {
  const flags = [...pod.containerHostProcess, ...list.map(({ kept }) => readHostProcess(kept))];
  const hosted = flags.filter((own) => own ?? pod.hostProcess ?? false).length;
  if (hosted === 0) return;
  if (hosted !== flags.length) {
    const detail =
      'If pod contains any hostProcess containers then all containers must be HostProcess containers';
    invalid(out, 'spec', '""', detail, 'host-process').stage = stages.hostProcess;
  }
  if (!pod.hostNetwork) {
    const detail = 'hostNetwork must be true if pod contains any hostProcess containers';
    const finding = invalid(out, 'hostNetwork', pod.hostNetwork, detail, 'host-process');
    finding.field = 'spec.hostNetwork';
    finding.stage = stages.hostProcess;
  }
  if (!context.allowPrivileged) {
    const detail = 'hostProcess containers are disallowed by cluster policy';
    forbidden(out, 'spec', detail, 'host-process').stage = stages.hostProcess;
  }
}
