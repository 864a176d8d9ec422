import { equals } from '../json.js';
import type { ContainerObject, PodObject } from '../objects.js';
import type { ServerContext } from './context.js';
import { type Cause, invalid } from './errors.js';
import type { Exchange } from './exchange.js';
import type { PodChange } from './read-pod-change.js';
import type { WriteOptions } from './request-options.js';

export function decodeList(
  _context: ServerContext,
  _exchange: Exchange,
  _change: PodChange,
  _options: WriteOptions,
): void {}

/** The list as the server would store it; throws what it refuses with. */
export function judgeUpdate(
  _context: ServerContext,
  current: PodObject,
  updated: PodObject,
): ContainerObject[] {
  const list = (updated.spec.ephemeralContainers ?? []).map(withDefaults);
  const causes = judgeAppendOnly(current.spec.ephemeralContainers ?? [], list);
  if (causes.length > 0) throw invalid('Pod', current.metadata.name, causes);
  return list;
}

function withDefaults(container: ContainerObject): ContainerObject {
  return {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: /:(?!latest$)[\w.-]+$/.test(container.image ?? '') ? 'IfNotPresent' : 'Always',
    ...container,
  };
}

function judgeAppendOnly(before: readonly ContainerObject[], after: readonly ContainerObject[]): Cause[] {
  return before.flatMap((old) => {
    const now = after.find(({ name }) => name === old.name);
    if (now !== undefined && equals(now, old)) return [];
    const what = now === undefined ? 'removed' : 'changed';
    return [
      {
        reason: 'FieldValueForbidden',
        message: `Forbidden: existing ephemeral containers "${old.name}" may not be ${what}\n`,
        field: 'spec.ephemeralContainers',
      },
    ];
  });
}
