import type { Finding } from '../../rules/finding.js';
import { checkDnsLabel, checkDnsSubdomain, checkQualifiedName } from '../../rules/names.js';
import type { ObjectMeta, PodObject } from '../objects.js';
import { type Cause, invalid } from './errors.js';

/** Throws the 422 of a new object whose name or labels will not do. */
export function requireMetadata(
  type: string,
  { name, labels = {} }: ObjectMeta,
  minor: number,
  causes: readonly Cause[] = [],
): void {
  const found = [...judgeName(type, name, minor), ...judgeLabels(labels, minor), ...causes];
  if (found.length > 0) throw invalid(type, name, found);
}

/** Throws the 422 of a new Pod: what no Pod may be without. Most of a Pod is taken as it is. */
export function requirePod(pod: PodObject, minor: number): void {
  requireMetadata('Pod', pod.metadata, minor, judgeSpec(pod, minor));
}

function judgeName(type: string, name: string, minor: number): Cause[] {
  if (name === '') return [required('metadata.name', ': name or generateName is required')];
  const found: Finding[] = [];
  if (type === 'Namespace') checkDnsLabel(found, undefined, name, { minor });
  else checkDnsSubdomain(found, 'name', name);
  return found.map(({ reason, message }) => ({ reason, message, field: 'metadata.name' }));
}

function judgeLabels(labels: Readonly<Record<string, string>>, minor: number): Cause[] {
  return Object.keys(labels).flatMap((key) => {
    const found: Finding[] = [];
    checkQualifiedName(found, undefined, key, { minor });
    return found.map(({ reason, message }) => ({ reason, message, field: 'metadata.labels' }));
  });
}

function judgeSpec({ spec }: PodObject, minor: number): Cause[] {
  const { containers, initContainers = [], restartPolicy } = spec;
  const causes = containers.length === 0 ? [required('spec.containers')] : [];
  const names = new Set<string>();
  for (const [field, list] of [
    ['containers', containers],
    ['initContainers', initContainers],
  ] as const) {
    for (const [index, { name = '', image = '' }] of list.entries()) {
      const where = `spec.${field}[${index}]`;
      const found: Finding[] = [];
      if (name !== '') checkDnsLabel(found, undefined, name, { minor });
      causes.push(
        ...(name === '' ? [required(`${where}.name`)] : []),
        ...found.map(({ reason, message }) => ({ reason, message, field: `${where}.name` })),
        ...(names.has(name) ? [duplicate(`${where}.name`, name)] : []),
        ...(image === '' ? [required(`${where}.image`)] : []),
      );
      names.add(name);
    }
  }
  const policies = ['Always', 'OnFailure', 'Never'];
  if (!policies.includes(String(restartPolicy))) {
    const supported = policies.map((policy) => JSON.stringify(policy)).join(', ');
    const message = `Unsupported value: ${JSON.stringify(restartPolicy)}: supported values: ${supported}`;
    causes.push({ reason: 'FieldValueNotSupported', message, field: 'spec.restartPolicy' });
  }
  return causes;
}

function required(field: string, detail = ''): Cause {
  return { reason: 'FieldValueRequired', message: `Required value${detail}`, field };
}

function duplicate(field: string, value: string): Cause {
  return { reason: 'FieldValueDuplicate', message: `Duplicate value: ${JSON.stringify(value)}`, field };
}
