import { badRequest } from '../model/errors.js';
import type { ApiObject } from '../model/objects.js';
import { readLabelSelector } from './label-selector.js';

/** Which objects a list or watch asks for. */
export interface Selector {
  matches(object: ApiObject): boolean;
  /** Whether it asks for all there are. */
  readonly isEverything: boolean;
}

/** Throws 400 for what is no selector. */
export function readSelector(
  query: URLSearchParams,
  resource: keyof typeof selectable,
  minor: number,
): Selector {
  const [labelText, fieldText] = [query.get('labelSelector') ?? '', query.get('fieldSelector') ?? ''];
  const fields = readFieldSelector(fieldText, selectable[resource]);
  const labels = readLabelSelector(labelText, minor);
  return {
    matches: (object) => labels(object.metadata.labels ?? {}) && fields(object),
    isEverything: labelText === '' && fieldText === '',
  };
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

/** Source: kubernetes v1.37 apimachinery pkg/fields/selector.go parseSelector */
function readFieldSelector(text: string, known: readonly string[]): (object: ApiObject) => boolean {
  const terms = (text.match(/(?:[^\\,]|\\.?)+/gs) ?? []).sort();
  const checks = terms.map((term) => {
    const found = /^(.*?)(!=|==|=)(.*)$/s.exec(term);
    if (found === null) throw badRequest(`invalid selector: '${text}'; can't understand '${term}'`);
    const [, field = '', operator, escaped = ''] = found;
    const value = unescapeValue(escaped);
    if (!known.includes(field)) throw badRequest(`field label not supported: ${field}`);
    return (object: ApiObject): boolean => (fieldOf(object, field) === value) === (operator !== '!=');
  });
  return (object) => checks.every((check) => check(object));
}

function unescapeValue(text: string): string {
  const sequence = /\\([^\\,=]|$)/.exec(text.replaceAll(/\\[\\,=]/g, ''));
  if (sequence !== null) {
    throw badRequest(`invalid field selector: invalid escape sequence: ${sequence[0]}`);
  }
  const bare = /[,=]/.exec(text.replaceAll(/\\./g, ''));
  if (bare !== null) {
    throw badRequest(`invalid field selector: unescaped character in value: ${bare[0].codePointAt(0)}`);
  }
  return text.replaceAll(/\\(.)/g, '$1');
}

function fieldOf(object: ApiObject, field: string): string {
  if (field === 'spec.hostNetwork')
    return String((object['spec'] as { hostNetwork?: boolean }).hostNetwork ?? false);
  // an event's source is the component that saw it
  const path = field === 'source' ? ['source', 'component'] : field.split('.');
  const value = path.reduce<unknown>(
    (from, key) =>
      typeof from === 'object' && from !== null ? (from as Record<string, unknown>)[key] : undefined,
    object,
  );
  return value === undefined || value === null ? '' : String(value);
}
