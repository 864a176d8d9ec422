import type { PodObject } from '../model/objects.js';

type Amounts = Readonly<Record<string, string | number>>;
interface Resources {
  readonly requests?: Amounts;
  readonly limits?: Amounts;
}

/** Source: kubernetes v1.37 pkg/apis/core/v1/helper/qos/qos.go ComputePodQOS */
export function qosClassOf({ containers, initContainers = [] }: PodObject['spec']): string {
  const all = [...containers, ...initContainers].map(
    (container) => (container['resources'] ?? {}) as Resources,
  );
  const amounts = all.flatMap(({ requests = {}, limits = {} }) => [requests, limits]);
  if (amounts.every(({ cpu, memory }) => cpu === undefined && memory === undefined)) return 'BestEffort';
  const isGuaranteed = all.every(({ requests = {}, limits = {} }) =>
    ['cpu', 'memory'].every((name) => {
      const limit = limits[name];
      return limit !== undefined && String(requests[name] ?? limit) === String(limit);
    }),
  );
  return isGuaranteed ? 'Guaranteed' : 'Burstable';
}
