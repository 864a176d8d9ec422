import type { StatusCause } from '../../core/cause.js';
import { goQuote } from '../../core/go-text.js';
import type { ValidationResult } from '../../core/result.js';
import {
  type Minor,
  minors,
  newestMinor,
  validateEphemeralContainer,
  validateEphemeralContainers,
} from '../../index.js';
import type { Judge } from './judge-subject.js';

export { type Minor, minors, newestMinor };

/** The library's verdicts, as the API server of a minor gives them. */
export function loadJudge(minor: Minor = newestMinor): Judge {
  return {
    container: (value, options) => validateEphemeralContainer(value, { ...options, minor }),
    list(value, options) {
      const { pod } = options;
      if (pod !== undefined) return validateEphemeralContainers(value, { ...options, pod, minor });
      // which Pod it is for is not known, so each container is judged by itself, and then their names
      const items = Array.isArray(value) ? (value as readonly unknown[]) : [];
      const judged = items.map((item) => validateEphemeralContainer(item, { ...options, minor }));
      return merge(value, judged, findRepeatedNames(items));
    },
  };
}

function merge(
  value: unknown,
  judged: readonly ValidationResult<unknown>[],
  repeated: readonly StatusCause[],
): ValidationResult<unknown> {
  const causes = judged.flatMap((result, index) =>
    result.ok ? [] : result.causes.map((cause) => moveTo(cause, index)),
  );
  const warnings = judged.flatMap((result) => result.warnings);
  const [first, ...rest] = [...causes, ...repeated];
  return first === undefined
    ? { ok: true, value, warnings }
    : { ok: false, causes: [first, ...rest], warnings };
}

/** The same cause of the container at an index of a list. */
function moveTo(cause: StatusCause, index: number): StatusCause {
  const field = cause.field.replace('spec.ephemeralContainers[0]', `spec.ephemeralContainers[${index}]`);
  return { ...cause, field, path: [index, ...cause.path] };
}

function findRepeatedNames(items: readonly unknown[]): StatusCause[] {
  const seen = new Set<unknown>();
  return items.flatMap((item, index): StatusCause[] => {
    const name = typeof item === 'object' && item !== null && 'name' in item ? item.name : undefined;
    if (typeof name !== 'string' || !seen.has(name)) {
      seen.add(name);
      return [];
    }
    const message = `Duplicate value: ${goQuote(name)}`;
    const field = `spec.ephemeralContainers[${index}].name`;
    return [{ reason: 'FieldValueDuplicate', field, message, rule: 'unique-name', path: [index, 'name'] }];
  });
}
