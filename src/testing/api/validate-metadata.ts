import { explainDnsSubdomain } from '../../core/dns-names.js';
import { goQuote } from '../../core/go-text.js';
import { explainQualifiedName } from '../../core/qualified-name.js';
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
  return explainDnsSubdomain(name).map((problem) => invalidValue('metadata.name', name, problem));
}

function checkKey(key: string, minor: number): Cause[] {
  return explainQualifiedName(key, minor).map((problem) => invalidValue('metadata.labels', key, problem));
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
  const shown = typeof value === 'string' ? goQuote(value) : JSON.stringify(value ?? null);
  const message = `Invalid value: ${shown}: ${problem}`;
  return { reason: 'FieldValueInvalid', message, field };
}
