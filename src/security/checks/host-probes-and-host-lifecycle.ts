import type { SecurityCheck, Violation } from '../check.js';
import { type ContainerView, member, type PodView, text } from '../pod-view.js';
import { joinQuoted, plural, sorted } from '../words.js';

function checkPod(pod: PodView): Violation | undefined {
  const bad = pod.containers.filter((container) => hosts(container).length > 0);
  if (bad.length === 0) return undefined;
  // a set here, so that names are sorted and told once
  const names = sorted(bad.map(({ name }) => name));
  const forbidden = sorted(bad.flatMap(hosts));
  const use = `${plural(names.length, 'uses', 'use')} ${plural(forbidden.length, 'probe or lifecycle host')}`;
  return {
    reason: 'probe or lifecycle host',
    detail: `${plural(names.length, 'container')} ${joinQuoted(names)} ${use} ${joinQuoted(forbidden)}`,
  };
}

function hosts({ fields }: ContainerView): string[] {
  const lifecycle = fields['lifecycle'];
  return [
    fields['livenessProbe'],
    fields['readinessProbe'],
    fields['startupProbe'],
    member(lifecycle, 'postStart'),
    member(lifecycle, 'preStop'),
  ].flatMap(handlerHosts);
}

function handlerHosts(handler: unknown): string[] {
  return ['httpGet', 'tcpSocket']
    .map((action) => text(member(member(handler, action), 'host')))
    .filter((host) => host !== '');
}

/** Source: kubernetes v1.37 pod-security-admission policy/check_hostProbesAndhostLifecycle.go */
export const hostProbesAndHostLifecycle: SecurityCheck = {
  id: 'hostProbesAndHostLifecycle',
  level: 'baseline',
  revisions: [{ since: 34, checkPod }],
};
