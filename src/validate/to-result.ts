import type { StatusCause } from '../core/cause.js';
import { formatField, type Path } from '../core/path.js';
import type { ValidationResult } from '../core/result.js';
import { droppedField, unknownField } from './finding.js';
import type { Judging } from './validation-context.js';
import type { FieldValidation } from './options.js';
import type { Placed } from './located-finding.js';
import { isStructural } from './prune.js';

/** Turns findings into what the caller gets: causes, or the value, and warnings. */
export function answer(
  placed: readonly Placed[],
  value: unknown,
  fieldValidation: FieldValidation = 'Strict',
  judging: Judging,
): ValidationResult<unknown> {
  const causes: StatusCause[] = [];
  const warnings: string[] = [];
  const mirror = placed.some(({ finding }) => finding.rule === 'mirror-pod');
  for (const each of placed.length > 1 ? inServerOrder(placed) : placed) {
    // the server says nothing else of a mirror Pod, once it could read what was sent
    if (mirror && each.finding.rule !== 'mirror-pod' && !isStructural(each.finding)) continue;
    if (each.finding.rule === droppedField) {
      if (fieldValidation !== 'Ignore') warnings.push(warnDropped(each, judging));
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
function inServerOrder(placed: readonly Placed[]): Placed[] {
  const container = ({ index }: Placed): number => index ?? Number.POSITIVE_INFINITY;
  const step = ({ finding }: Placed): number => later.indexOf(finding.rule);
  return [...placed].sort((a, b) => {
    const [first, second] = [container(a), container(b)];
    return first === second ? step(a) - step(b) : first - second;
  });
}

function toCause(placed: Placed): StatusCause {
  const { reason, message, rule, hint } = placed.finding;
  const cause = { reason, field: nameField(placed), message, rule, path: fullPath(placed) };
  return hint === undefined ? cause : { ...cause, hint };
}

/** Source: kubernetes v1.34 apimachinery pkg/runtime/serializer/json/json.go strict decoding */
function refuseUnknown(placed: Placed): StatusCause {
  return { ...toCause(placed), message: `strict decoding error: ${unknownMessage(placed)}` };
}

function unknownMessage(placed: Placed): string {
  return `unknown field "${nameField(placed)}"`;
}

function warnDropped(placed: Placed, judging: Judging): string {
  return `${nameField(placed)}: Kubernetes 1.${judging.minor} drops this field, whose feature is off by default`;
}

function nameField({ field, finding }: Placed): string {
  return formatField(reversed(finding.field), field);
}

function fullPath({ path, finding }: Placed): Path {
  return path.length === 0 ? reversed(finding.path) : [...path, ...reversed(finding.path)];
}

function reversed(path: Path): Path {
  return path.length < 2 ? path : [...path].reverse();
}
