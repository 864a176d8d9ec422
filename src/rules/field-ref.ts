import type { ObjectFieldSelectorValue } from '../../generated/facts/rule-inputs.js';
import { goQuote } from '../core/go-text.js';
import { type JsonObject, member, objects } from '../core/json.js';
import { explainQualifiedName } from '../core/qualified-name.js';
import { type Findings, forbidden, invalid, notSupported, required, self } from '../validate/findings.js';
import type { ValidationContext } from '../validate/validation-context.js';

const supported = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
const supportedBefore28 = supported.filter((path) => path !== 'status.hostIPs');
/** Paths that exist for volumes, or once did, but name nothing that a variable can hold. */
const known = [
  'metadata.annotations',
  'metadata.labels',
  'spec.restartPolicy',
  'spec.schedulerName',
  'status.phase',
];

/**
 * A field of the Pod.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateObjectFieldSelector and
 * pkg/apis/core/pods/helpers.go ConvertDownwardAPIFieldLabel
 */
export function checkFieldRef(
  selector: ObjectFieldSelectorValue,
  context: ValidationContext,
  out: Findings,
): void {
  const path = selector.fieldPath;
  if (!path) {
    required(out, 'fieldPath', 'field-ref');
    return;
  }
  const expressions = context.minor >= 28 ? supported : supportedBefore28;
  if (context.minor === 28 && path === 'status.hostIPs') checkHostIps(context, out);
  if (selector.apiVersion && selector.apiVersion !== 'v1') {
    refuse(out, path, `unsupported pod version: ${selector.apiVersion}`);
    return;
  }
  if (expressions.includes(path)) return;
  const subscripted = splitSubscript(path);
  if (subscripted !== undefined) checkSubscript(path, subscripted, context, out);
  else if (known.includes(path)) {
    notSupported(out, 'fieldPath', goQuote(path), expressions, 'field-ref');
  } else if (path !== 'spec.host') refuse(out, path, `field label not supported: ${path}`);
}

function checkSubscript(
  path: string,
  parts: [string, string],
  context: ValidationContext,
  out: Findings,
): void {
  const [field, key] = parts;
  if (field === 'metadata.labels') checkKey(key, context, out);
  else if (field === 'metadata.annotations') checkKey(key.toLowerCase(), context, out);
  else refuse(out, path, `field label does not support subscript: ${path}`);
}

function checkKey(key: string, context: ValidationContext, out: Findings): void {
  for (const problem of explainQualifiedName(key, context.minor)) {
    invalid(out, self, goQuote(key), problem, 'qualified-name');
  }
}

/** `metadata.labels['app']` into its field and its key. Source: kubernetes v1.34 pkg/fieldpath/fieldpath.go SplitMaybeSubscriptedPath */
function splitSubscript(path: string): [string, string] | undefined {
  if (!path.endsWith("']")) return undefined;
  const start = path.slice(0, -2).indexOf("['");
  return start > 0 ? [path.slice(0, start), path.slice(start + 2, -2)] : undefined;
}

/** 1.28 knew the field before it allowed it. Source: kubernetes v1.28 pkg/apis/core/validation/validation.go validateDownwardAPIHostIPs */
function checkHostIps(context: ValidationContext, out: Findings): void {
  if (context.pod?.containers.some(readsHostIps) === true) return;
  forbidden(out, self, "may not be set when feature gate 'PodHostIPs' is not enabled", 'field-ref');
}

function readsHostIps(container: JsonObject): boolean {
  return objects(container['env']).some(
    (variable) => member(member(variable, 'valueFrom'), 'fieldRef')['fieldPath'] === 'status.hostIPs',
  );
}

function refuse(out: Findings, path: string, problem: string): void {
  invalid(out, 'fieldPath', goQuote(path), `error converting fieldPath: ${problem}`, 'field-ref');
}
