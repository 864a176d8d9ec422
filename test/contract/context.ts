import type { EphemeralContainersClient } from '../../src/client/index.js';
import type { Pod, StatusCause } from '../../src/index.js';
import type { ContractTarget } from './target.js';

export interface ContractContext {
  readonly target: ContractTarget;
  readonly client: EphemeralContainersClient;
  readonly ref: { readonly namespace: string; readonly name: string };
  readonly pod: Pod;
}

export type Get = () => ContractContext;

export const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => {
      throw new Error('did not reject');
    },
    (error: unknown) => error,
  );

export const textsOf = (causes: readonly StatusCause[]) =>
  causes.map(({ reason, field, message }) => `${reason} ${field} ${message}`).sort();

export const names = (pod: Pod) => (pod.spec?.ephemeralContainers ?? []).map(({ name }) => name);
