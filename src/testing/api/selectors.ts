import { badRequest } from '../model/errors.js';
import type { ApiObject } from '../model/objects.js';
import type { Resource } from '../model/store.js';

type Matches = (object: ApiObject) => boolean;

/** Which objects a list or watch asks for; throws 400 for what is no selector. */
export function readSelector(query: URLSearchParams, resource: Resource): Matches {
  const fields = readFieldSelector(query.get('fieldSelector') ?? '', selectable[resource]);
  const labels = readLabelSelector(query.get('labelSelector') ?? '');
  return (object) => labels(object) && fields(object);
}

/** Source: kubernetes v1.37 pkg/apis/core/v1/conversion.go AddFieldLabelConversionsForPod, …ForEvent */
const selectable: Readonly<Record<Resource, readonly string[]>> = {
  pods: [
    ...['metadata.name', 'metadata.namespace', 'spec.nodeName', 'spec.restartPolicy', 'spec.schedulerName'],
    ...['spec.serviceAccountName', 'status.phase', 'status.podIP', 'status.nominatedNodeName'],
  ],
  events: [
    ...['metadata.name', 'metadata.namespace', 'reason', 'reportingComponent', 'type'],
    ...['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'].map(
      (field) => `involvedObject.${field}`,
    ),
  ],
  namespaces: ['metadata.name', 'status.phase'],
};

function readFieldSelector(text: string, known: readonly string[]): Matches {
  const checks = text
    .split(',')
    .filter((term) => term !== '')
    .map((term): Matches => {
      const [, field = '', operator, value] = /^(.*?)(!=|==|=)(.*)$/.exec(term) ?? [];
      if (operator === undefined) throw badRequest(`invalid selector: '${text}'; can't understand '${term}'`);
      if (!known.includes(field)) throw badRequest(`field label not supported: ${field}`);
      return (object) => (fieldOf(object, field) === value) === (operator !== '!=');
    });
  return (object) => checks.every((check) => check(object));
}

function fieldOf(object: ApiObject, field: string): string {
  const value = field
    .split('.')
    .reduce<unknown>((from, key) => (from as Record<string, unknown>)?.[key], object);
  return String(value ?? '');
}

/** `key`, `!key`, `key=value`, `key!=value`, `key in (a,b)`, `key notin (a,b)`, `key>1`, `key<1`. */
const requirement =
  /^(!?)\s*([^\s=!(),<>]+)(?:\s*(==?|!=|[<>])\s*([^\s=!(),<>]*)|\s+(in|notin)\s*\(([^()]*)\))?$/;

function readLabelSelector(text: string): Matches {
  const checks = (text.match(/(?:[^,(]|\([^)]*\)?)+/g) ?? []).map(readRequirement);
  return ({ metadata: { labels = {} } }) => checks.every((check) => check(labels));
}

function readRequirement(term: string): (labels: Readonly<Record<string, string>>) => boolean {
  const found = requirement.exec(term.trim());
  if (found === null) throw badRequest(`unable to parse requirement: ${JSON.stringify(term)}`);
  const [, not, key = '', operator, value = '', set, list = ''] = found;
  const values = set === undefined ? [value] : list.split(',').map((each) => each.trim());
  return (labels) => {
    const label = Object.hasOwn(labels, key) ? labels[key] : undefined;
    if (operator === '>' || operator === '<') {
      return (
        label !== undefined &&
        (operator === '>' ? Number(label) > Number(value) : Number(label) < Number(value))
      );
    }
    if (operator === undefined && set === undefined) return (label === undefined) === (not === '!');
    return (label !== undefined && values.includes(label)) === (operator !== '!=' && set !== 'notin');
  };
}
