import type { StatusCause } from '../core/cause.js';
import { formatField, type Path } from '../core/path.js';
import type { ValidationResult } from '../core/result.js';
import { droppedField, unknownField } from './finding.js';
import type { LocatedFinding } from './located-finding.js';
import type { FieldValidation } from './options.js';
import { isStructural } from './prune.js';
import type { ValidationContext } from './validation-context.js';

/** Turns findings into what the caller gets: causes, or the value, and warnings. */
export function toResult(
  located: readonly LocatedFinding[],
  value: unknown,
  fieldValidation: FieldValidation = 'Strict',
  context: ValidationContext,
): ValidationResult<unknown> {
  const causes: StatusCause[] = [];
  const warnings: string[] = [];
  const mirror = located.some(({ finding }) => finding.rule === 'mirror-pod');
  for (const each of located.length > 1 ? inServerOrder(located) : located) {
    // the server says nothing else of a mirror Pod, once it could read what was sent
    if (mirror && each.finding.rule !== 'mirror-pod' && !isStructural(each.finding)) continue;
    if (each.finding.rule === droppedField) {
      if (fieldValidation !== 'Ignore') warnings.push(warnDropped(each, context));
    } else if (each.finding.rule !== unknownField) causes.push(toCause(each));
    else if (fieldValidation === 'Strict') causes.push(refuseUnknown(each));
    else if (fieldValidation === 'Warn') warnings.push(unknownMessage(each));
  }
  if (causes.length === 0) return { ok: true, value, warnings };
  return { ok: false, causes: causes as [StatusCause, ...StatusCause[]], warnings };
}

const later = ['unique-name', 'target-container', 'forbidden-field'];

/**
 * Container by container: its own fields, then its name and target among the others, then what no
 * ephemeral container may have; what became of the old ones comes last.
 *
 * Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateEphemeralContainers
 */
function inServerOrder(located: readonly LocatedFinding[]): LocatedFinding[] {
  const container = ({ index }: LocatedFinding): number => index ?? Number.POSITIVE_INFINITY;
  const step = ({ finding }: LocatedFinding): number => later.indexOf(finding.rule);
  return [...located].sort((a, b) => {
    const [first, second] = [container(a), container(b)];
    return first === second ? step(a) - step(b) : first - second;
  });
}

function toCause(located: LocatedFinding): StatusCause {
  const { reason, message, rule, hint } = located.finding;
  const cause = { reason, field: nameField(located), message, rule, path: fullPath(located) };
  return hint === undefined ? cause : { ...cause, hint };
}

/** Source: kubernetes v1.34 apimachinery pkg/runtime/serializer/json/json.go strict decoding */
function refuseUnknown(located: LocatedFinding): StatusCause {
  return { ...toCause(located), message: `strict decoding error: ${unknownMessage(located)}` };
}

function unknownMessage(located: LocatedFinding): string {
  return `unknown field "${nameField(located)}"`;
}

function warnDropped(located: LocatedFinding, context: ValidationContext): string {
  return `${nameField(located)}: Kubernetes 1.${context.minor} drops this field, whose feature is off by default`;
}

function nameField({ field, finding }: LocatedFinding): string {
  return formatField(reversed(finding.field), field);
}

function fullPath({ path, finding }: LocatedFinding): Path {
  return path.length === 0 ? reversed(finding.path) : [...path, ...reversed(finding.path)];
}

function reversed(path: Path): Path {
  return path.length < 2 ? path : [...path].reverse();
}
