import type { StatusCause } from '../core/cause.js';
import { formatField } from '../core/path.js';
import type { ValidationResult } from '../core/result.js';
import { droppedField, type Finding, unknownField } from './findings.js';
import type { FieldValidation } from './options.js';
import { isStructural } from './prune.js';
import { type FieldOrder, inServerOrder } from './server-order.js';
import type { ValidationContext } from './validation-context.js';

export const listField = 'spec.ephemeralContainers';
export const noWarnings: readonly string[] = Object.freeze([]);

export interface ToResultOptions {
  readonly fieldValidation: FieldValidation | undefined;
  readonly order: FieldOrder;
  /** Paths of causes lead from a list of containers, not from one of them. */
  readonly inList: boolean;
}

/** Turns findings into what the caller gets: causes, or the value, and warnings. */
export function toResult(
  findings: readonly Finding[],
  value: unknown,
  context: ValidationContext,
  { fieldValidation = 'Strict', order, inList }: ToResultOptions,
): ValidationResult<unknown> {
  if (findings.length === 0) return { ok: true, value, warnings: noWarnings };
  const causes: StatusCause[] = [];
  const warnings: string[] = [];
  const isMirror = findings.some(({ rule }) => rule === 'mirror-pod');
  for (const finding of findings.length > 1 ? inServerOrder(findings, order) : findings) {
    // the server says nothing else of a mirror Pod, once it could read what was sent
    if (isMirror && finding.rule !== 'mirror-pod' && !isStructural(finding)) continue;
    const isCause =
      finding.rule !== droppedField && (finding.rule !== unknownField || fieldValidation === 'Strict');
    if (isCause) causes.push(toCause(finding, inList));
    else if (fieldValidation !== 'Ignore') warnings.push(toWarning(finding, context));
  }
  if (causes.length === 0) return { ok: true, value, warnings };
  const told = context.minor >= 37 && causes.length > 1 ? withoutRepetition(causes) : causes;
  return { ok: false, causes: told as [StatusCause, ...StatusCause[]], warnings };
}

/**
 * From 1.37 on the server says once what it found twice.
 *
 * Source: kubernetes v1.37 apimachinery pkg/api/validate FilterCoveredHandwrittenErrors, by field.ErrorList.Filter
 */
function withoutRepetition(causes: readonly StatusCause[]): StatusCause[] {
  const seen = new Set<string>();
  return causes.filter(({ field, message }) => seen.size < seen.add(`${field}: ${message}`).size);
}

/** Source of the words: kubernetes v1.34 apimachinery pkg/runtime/serializer/json/json.go strict decoding */
function toCause(finding: Finding, inList: boolean): StatusCause {
  const { reason, rule, hint, container } = finding;
  const field = nameField(finding);
  const message = rule === unknownField ? `strict decoding error: unknown field "${field}"` : finding.message;
  const path = inList && container !== undefined ? [container, ...finding.path] : finding.path;
  return hint === undefined
    ? { reason, field, message, rule, path }
    : { reason, field, message, rule, path, hint };
}

function toWarning(finding: Finding, { minor }: ValidationContext): string {
  const field = nameField(finding);
  return finding.rule === unknownField
    ? `unknown field "${field}"`
    : `${field}: Kubernetes 1.${minor} drops this field, whose feature is off by default`;
}

function nameField({ path, omitIndex, container, field }: Finding): string {
  if (field !== undefined) return field;
  const before = container === undefined ? '' : `${listField}[${container}]`;
  if (!omitIndex) return formatField(path, before);
  const innermost = path.map((key) => typeof key).lastIndexOf('number');
  return formatField(
    path.filter((_, step) => step !== innermost),
    before,
  );
}
