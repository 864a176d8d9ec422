import type { Pod } from '../core/pod.js';
import type { ClientContext } from './context.js';
import { type PodKey, podPath } from './pod-ref.js';
import type { Scope } from './scope.js';
import { requestJson } from './transport/answer.js';
import { podOfAnswer } from './transport/check-response.js';

export async function readPod({ transport }: ClientContext, podKey: PodKey, scope: Scope): Promise<Pod> {
  const { value } = await requestJson<object>(
    transport,
    { method: 'GET', path: podPath(podKey) },
    { podName: podKey.name, namespace: podKey.namespace },
    scope,
  );
  return podOfAnswer(value);
}
