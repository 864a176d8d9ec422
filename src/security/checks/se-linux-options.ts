import type { JsonObject } from '../../core/json.js';
import type { SecurityCheck, Violation } from '../check.js';
import { member, type PodView, text } from '../pod-view.js';
import { joinQuoted, nameSetters, plural, sorted } from '../words.js';

const types = ['', 'container_t', 'container_init_t', 'container_kvm_t'];

interface Options {
  readonly type: string;
  readonly user: string;
  readonly role: string;
}

function checkPod(pod: PodView, allowed: readonly string[]): Violation | undefined {
  const isBad = ({ type, user, role }: Options) => !allowed.includes(type) || user !== '' || role !== '';
  const ofPod = optionsOf(pod.securityContext);
  const bad = pod.containers.filter((container) => isBad(optionsOf(container.securityContext)));
  const setters = nameSetters(isBad(ofPod), bad);
  if (setters.length === 0) return undefined;
  const options = [ofPod, ...bad.map((container) => optionsOf(container.securityContext))];
  const data = describe(options, allowed).join('; ');
  return {
    reason: 'seLinuxOptions',
    detail: `${setters.join(' and ')} set forbidden securityContext.seLinuxOptions: ${data}`,
  };
}

function describe(options: readonly Options[], allowed: readonly string[]): string[] {
  const bad = sorted(options.map(({ type }) => type).filter((type) => !allowed.includes(type)));
  const data: string[] = [];
  if (bad.length > 0) data.push(`${plural(bad.length, 'type')} ${joinQuoted(bad)}`);
  if (options.some(({ user }) => user !== '')) data.push('user may not be set');
  if (options.some(({ role }) => role !== '')) data.push('role may not be set');
  return data;
}

function optionsOf(securityContext: JsonObject): Options {
  const options = securityContext['seLinuxOptions'];
  return {
    type: text(member(options, 'type')),
    user: text(member(options, 'user')),
    role: text(member(options, 'role')),
  };
}

/** Source: kubernetes v1.37 pod-security-admission policy/check_seLinuxOptions.go */
export const seLinuxOptions: SecurityCheck = {
  id: 'seLinuxOptions',
  level: 'baseline',
  revisions: [
    { since: 0, checkPod: (pod) => checkPod(pod, types) },
    { since: 31, checkPod: (pod) => checkPod(pod, [...types, 'container_engine_t']) },
  ],
};
