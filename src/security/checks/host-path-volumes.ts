import type { SecurityCheck, Violation } from '../check.js';
import { list, member, object, type PodView, text } from '../pod-view.js';
import { joinQuoted, plural } from '../words.js';

function checkPod(pod: PodView): Violation | undefined {
  const volumes = list(pod.spec['volumes']).filter(
    (volume) => object(member(volume, 'hostPath')) !== undefined,
  );
  if (volumes.length === 0) return undefined;
  const names = joinQuoted(volumes.map((volume) => text(member(volume, 'name'))));
  return { reason: 'hostPath volumes', detail: `${plural(volumes.length, 'volume')} ${names}` };
}

/** Source: kubernetes v1.37 pod-security-admission policy/check_hostPathVolumes.go */
export const hostPathVolumes: SecurityCheck = {
  id: 'hostPathVolumes',
  level: 'baseline',
  revisions: [{ since: 0, checkPod }],
};
