import type { Pod } from '../core/pod.js';
import type { Context } from './context.js';
import { podPath, type Target } from './pod-ref.js';
import type { Scope } from './scope.js';
import { requestJson } from './transport/answer.js';
import { podOfAnswer } from './transport/shape.js';

export async function readPod({ transport }: Context, target: Target, scope: Scope): Promise<Pod> {
  const { value } = await requestJson<object>(
    transport,
    { method: 'GET', path: podPath(target) },
    { podName: target.name, namespace: target.namespace },
    scope,
  );
  return podOfAnswer(value);
}
