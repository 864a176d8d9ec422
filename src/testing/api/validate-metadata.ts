import { checkDnsLabel, checkDnsSubdomain, checkQualifiedName } from '../../rules/names.js';
import type { Finding } from '../../validate/finding.js';
import { type Cause, invalid } from '../model/errors.js';
import type { ObjectMeta } from '../model/objects.js';
import { explainLabelValue } from './label-value.js';

/** Throws the 422 of an object whose name, labels, annotations or finalizers will not do, or for other causes. */
export function requireMetadata(
  type: string,
  metadata: ObjectMeta,
  minor: number,
  causes: readonly Cause[] = [],
): void {
  const found = [...validateMetadata(type, metadata, minor), ...causes];
  if (found.length > 0) throw invalid(type, metadata.name, found);
}

/** Source: kubernetes v1.37 apimachinery pkg/api/validation/objectmeta.go ValidateObjectMetaAccessor */
export function validateMetadata(type: string, metadata: ObjectMeta, minor: number): Cause[] {
  const { name, labels = {}, annotations = {} } = metadata;
  const finalizers = (metadata['finalizers'] ?? []) as readonly string[];
  return [
    ...checkName(type, name, minor),
    ...Object.entries(labels).flatMap(([key, value]) => [
      ...checkKey('metadata.labels', key, key, minor),
      ...explainLabelValue(value, minor).map((problem) => invalidValue('metadata.labels', value, problem)),
    ]),
    ...checkAnnotations(annotations, minor),
    ...finalizers.flatMap((finalizer) => checkKey('metadata.finalizers', finalizer, finalizer, minor)),
    ...checkFinalizers(type === 'Pod' ? finalizers : []),
  ];
}

function checkName(type: string, name: string, minor: number): Cause[] {
  if (name === '') {
    const message = 'Required value: name or generateName is required';
    return [{ reason: 'FieldValueRequired', message, field: 'metadata.name' }];
  }
  const found: Finding[] = [];
  if (type === 'Namespace') checkDnsLabel(found, undefined, name, { minor });
  else checkDnsSubdomain(found, 'name', name);
  return found.map(({ reason, message }) => ({ reason, message, field: 'metadata.name' }));
}

const longestAnnotations = 256 * 1024;

/** Source: kubernetes v1.37 apimachinery pkg/api/validation/objectmeta.go ValidateAnnotations */
function checkAnnotations(annotations: Readonly<Record<string, string>>, minor: number): Cause[] {
  const entries = Object.entries(annotations);
  const size = entries.reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
  const unit = minor >= 32 ? 'may not be more than' : 'must have at most';
  const field = 'metadata.annotations';
  return [
    ...entries.flatMap(([key]) => checkKey(field, key.toLowerCase(), key, minor)),
    ...(size > longestAnnotations
      ? [{ reason: 'FieldValueTooLong', message: `Too long: ${unit} ${longestAnnotations} bytes`, field }]
      : []),
  ];
}

/** Source: kubernetes v1.37 pkg/apis/core/validation/validation.go validateFinalizerName */
function checkFinalizers(finalizers: readonly string[]): Cause[] {
  const standard = ['kubernetes', 'orphan', 'foregroundDeletion'];
  return finalizers.flatMap((name, index) =>
    name.includes('/') || standard.includes(name)
      ? []
      : [
          invalidValue(
            `metadata.finalizers[${index}]`,
            name,
            'name is neither a standard finalizer name nor is it fully qualified',
          ),
        ],
  );
}

function checkKey(field: string, key: string, shown: string, minor: number): Cause[] {
  const found: Finding[] = [];
  checkQualifiedName(found, undefined, key, { minor });
  return found.map(({ reason, message }) => ({
    reason,
    message: message.replace(JSON.stringify(key), JSON.stringify(shown)),
    field,
  }));
}

export function invalidValue(field: string, value: unknown, problem: string): Cause {
  const message = `Invalid value: ${JSON.stringify(value ?? null)}: ${problem}`;
  return { reason: 'FieldValueInvalid', message, field };
}
