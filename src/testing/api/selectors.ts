import type { ApiObject } from '../objects.js';
import { badRequest } from './errors.js';

/** Which objects a list or watch asks for. */
export function readSelector(
  query: URLSearchParams,
  resource: keyof typeof selectable,
): (object: ApiObject) => boolean {
  const labels = readLabelSelector(query.get('labelSelector') ?? '');
  const fields = readFieldSelector(query.get('fieldSelector') ?? '', selectable[resource]);
  return (object) => labels(object) && fields(object);
}

/** Source: kubernetes v1.37 pkg/apis/core/v1/conversion.go AddFieldLabelConversionsForPod, …ForEvent */
const selectable = {
  pods: [
    'metadata.name',
    'metadata.namespace',
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
    'metadata.namespace',
    'metadata.name',
  ],
  namespaces: ['metadata.name', 'status.phase'],
} as const;

function readFieldSelector(text: string, known: readonly string[]): (object: ApiObject) => boolean {
  const terms = text.split(',').filter((term) => term !== '');
  const checks = terms.map((term) => {
    const [, field = '', operator = '', value = ''] = /^([^=!]+)(==|=|!=)(.*)$/.exec(term) ?? [];
    if (operator === '') throw badRequest(`invalid selector: '${text}'; can't understand '${term}'`);
    if (!known.includes(field)) throw badRequest(`field label not supported: ${field}`);
    return (object: ApiObject): boolean => (fieldOf(object, field) === value) === (operator !== '!=');
  });
  return (object) => checks.every((check) => check(object));
}

function fieldOf(object: ApiObject, field: string): string {
  let value: unknown = object;
  for (const key of field.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  }
  return value === undefined ? '' : String(value);
}

type LabelCheck = (labels: Readonly<Record<string, string>>) => boolean;

/** Source: kubernetes v1.37 apimachinery pkg/labels/selector.go */
function readLabelSelector(text: string): (object: ApiObject) => boolean {
  const terms = text.match(/(?:[^,(]|\([^)]*\))+/g) ?? [];
  const checks = terms.map((term) => readLabelTerm(term.trim()));
  return ({ metadata }) => checks.every((check) => check(metadata.labels ?? {}));
}

function readLabelTerm(term: string): LabelCheck {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(term);
  if (set !== null) {
    const [, key = '', operator, list = ''] = set;
    const values = list.split(',').map((value) => value.trim());
    return (labels) => values.includes(labels[key] ?? '\0') === (operator === 'in');
  }
  const equality = /^([^\s=!]+)\s*(==|=|!=)\s*(\S*)$/.exec(term);
  if (equality !== null) {
    const [, key = '', operator, value] = equality;
    return (labels) => (labels[key] === value) === (operator !== '!=');
  }
  const existence = /^(!?)\s*([A-Za-z0-9][\w./-]*)$/.exec(term);
  if (existence === null) {
    throw badRequest(
      `unable to parse requirement: found '${term}', expected: !, identifier, or 'end of string'`,
    );
  }
  const [, not = '', key = ''] = existence;
  return (labels) => Object.hasOwn(labels, key) === (not === '');
}
