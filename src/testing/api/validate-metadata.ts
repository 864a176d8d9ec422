import { checkDnsSubdomain, checkQualifiedName } from '../../rules/names.js';
import type { Finding } from '../../validate/finding.js';
import type { Cause } from '../model/errors.js';
import type { ObjectMeta } from '../model/objects.js';

/** What is wrong with the name and the labels of a Pod; the rest of its metadata is taken as it is. */
export function validateMetadata({ name, labels = {} }: ObjectMeta, minor: number): Cause[] {
  return [
    ...checkName(name),
    ...Object.entries(labels).flatMap(([key, value]) => [
      ...checkKey(key, minor),
      ...explainLabelValue(value, minor).map((problem) => invalidValue('metadata.labels', value, problem)),
    ]),
  ];
}

function checkName(name: string): Cause[] {
  if (name === '') {
    const message = 'Required value: name or generateName is required';
    return [{ reason: 'FieldValueRequired', message, field: 'metadata.name' }];
  }
  const found: Finding[] = [];
  checkDnsSubdomain(found, 'name', name);
  return found.map(({ reason, message }) => ({ reason, message, field: 'metadata.name' }));
}

function checkKey(key: string, minor: number): Cause[] {
  const found: Finding[] = [];
  checkQualifiedName(found, undefined, key, { minor });
  return found.map(({ reason, message }) => ({ reason, message, field: 'metadata.labels' }));
}

const valueMessage =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

/** Source: kubernetes v1.37 apimachinery pkg/api/validate/content/kube.go IsLabelValue */
function explainLabelValue(value: string, minor: number): string[] {
  return [
    ...(value.length > 63 ? [`must be no more than 63 ${minor >= 35 ? 'bytes' : 'characters'}`] : []),
    ...(/^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/.test(value) ? [] : [valueMessage]),
  ];
}

export function invalidValue(field: string, value: unknown, problem: string): Cause {
  const message = `Invalid value: ${JSON.stringify(value ?? null)}: ${problem}`;
  return { reason: 'FieldValueInvalid', message, field };
}
