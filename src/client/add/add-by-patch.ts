import type { Pod } from '../../index.js';
import type { ClientContext } from '../context.js';
import { RequestFailedError } from '../errors/broken.js';
import { ConflictError } from '../errors/gone.js';
import { NameTakenError } from '../errors/refused.js';
import { type PodKey, podPath } from '../pod-ref.js';
import { readPod } from '../read-pod.js';
import { type Scope, sleep } from '../scope.js';
import { conflictPause } from '../timing.js';
import { type Answer, requestJson } from '../transport/answer.js';
import { podOfAnswer } from '../transport/check-response.js';
import type { AddOptions } from './add-options.js';
import { appendPatch, type NamedJson } from './patch.js';
import { findByName, isSame, isWithin } from './same-content.js';

/**
 * Sends the patch and checks that the answer has this container: a merge leaves a container of the same
 * name unchanged where the patch has fewer fields.
 */
export async function addByPatch(
  context: ClientContext,
  podKey: PodKey,
  pod: Pod,
  named: NamedJson,
  options: AddOptions,
  scope: Scope,
): Promise<Answer<Pod>> {
  const { name } = named;
  const sent = { container: named, minor: await context.minor(scope) };
  if (!options.dryRun) scope.mayHaveAdded({ containerName: name, stored: false });
  const { refusal, ...answer } = await patchOrRead(context, podKey, pod, named, options, scope);
  const stored = findByName(answer.value, name);
  if (!stored) {
    throw (
      refusal ??
      new RequestFailedError(
        `the server answered with success but did not store ephemeral container "${name}" in Pod "${podKey.name}"`,
      )
    );
  }
  // A container that was not there before may differ from what was sent: a webhook may have changed it.
  const wasThere = findByName(pod, name) !== undefined;
  const isSent = wasThere ? isSame(sent, stored) : !refusal || isWithin(sent, stored);
  if (!isSent) throw refusal ?? new NameTakenError(name, podKey.name, {});
  if (!options.dryRun) scope.mayHaveAdded({ containerName: name, stored: true });
  return answer;
}

/**
 * The Pod in the answer to the patch. Where the name is taken, the Pod as it is now: an earlier try whose
 * answer was lost may have stored it, and sending the same patch again is not always accepted.
 */
async function patchOrRead(
  context: ClientContext,
  podKey: PodKey,
  pod: Pod,
  named: NamedJson,
  options: AddOptions,
  scope: Scope,
): Promise<Answer<Pod> & { readonly refusal?: NameTakenError }> {
  try {
    return await sendPatch(context, podKey, appendPatch(pod, named), named.name, options, scope);
  } catch (refusal) {
    if (!(refusal instanceof NameTakenError)) throw refusal;
    const value = await readPod(context, podKey, scope).catch((error: unknown) => {
      throw scope.signal.aborted ? error : refusal;
    });
    return { value, warnings: [], refusal };
  }
}

/** How often the patch is sent again after a 409; it has no resourceVersion, so the next try may succeed. */
const conflicts = 5;

async function sendPatch(
  context: ClientContext,
  podKey: PodKey,
  body: string,
  containerName: string,
  { dryRun, fieldManager, fieldValidation = 'Strict' }: AddOptions,
  scope: Scope,
): Promise<Answer<Pod>> {
  for (let tries = 1; ; tries++) {
    try {
      const { value, warnings } = await requestJson<object>(
        context.transport,
        {
          method: 'PATCH',
          path: podPath(podKey, 'ephemeralcontainers'),
          query: { dryRun: dryRun ? 'All' : undefined, fieldManager, fieldValidation },
          contentType: 'application/strategic-merge-patch+json',
          body,
        },
        { podName: podKey.name, namespace: podKey.namespace, containerName },
        scope,
      );
      return { value: podOfAnswer(value), warnings };
    } catch (error) {
      if (!(error instanceof ConflictError) || tries >= conflicts) throw error;
      await sleep(Math.random() * conflictPause * tries, scope.signal);
    }
  }
}
