import type { StatusCause } from '../../src/core/cause.js';
import type { Path } from '../../src/core/path.js';
import { formatField } from '../../src/core/path.js';
import type { ValidationResult } from '../../src/core/result.js';
import type { RuleId } from '../../src/core/rule-id.js';
import type { Validator } from '../../src/text/validate-subject.js';

/** Knows three rules only, so that a test of where things are printed depends on nothing else. */
export const smallValidator: Validator = {
  container: (value) => toResult(value, findCauses(value, [], ['spec', 'ephemeralContainers', 0])),
  list: (value) =>
    toResult(
      value,
      (value as unknown[]).flatMap((item, index) =>
        findCauses(item, [index], ['spec', 'ephemeralContainers', index]),
      ),
    ),
};

function findCauses(value: unknown, path: Path, field: Path): StatusCause[] {
  const { name, image, ports } = value as { name?: unknown; image?: unknown; ports?: unknown };
  const cause = (key: string, reason: StatusCause['reason'], message: string, rule: RuleId): StatusCause => ({
    reason,
    field: formatField([...field, key]),
    message,
    rule,
    path: [...path, key],
  });
  return [
    ...(name === undefined ? [cause('name', 'FieldValueRequired', 'Required value', 'dns-label')] : []),
    ...(image === ' ' ? [cause('image', 'FieldValueInvalid', 'Invalid value: " ": no spaces', 'image')] : []),
    ...(ports === undefined
      ? []
      : [
          { ...cause('ports', 'FieldValueForbidden', 'Forbidden: no', 'forbidden-field'), hint: 'remove it' },
        ]),
  ];
}

function toResult(value: unknown, causes: StatusCause[]): ValidationResult<unknown> {
  const [first, ...rest] = causes;
  return first === undefined
    ? { ok: true, value, warnings: [] }
    : { ok: false, causes: [first, ...rest], warnings: [] };
}
