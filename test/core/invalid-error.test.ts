import { describe, expect, it } from 'vitest';
import type { StatusCause } from '../../src/core/cause.js';
import {
  InvalidEphemeralContainerError,
  isInvalidEphemeralContainerError,
} from '../../src/core/invalid-error.js';
import { invalidPodStatus } from '../../src/core/status.js';

const cause: StatusCause = {
  reason: 'FieldValueRequired',
  field: 'spec.ephemeralContainers[0].name',
  message: 'Required value',
  rule: 'dns-label',
  path: ['name'],
};

describe('invalid-error', () => {
  it('says every cause, and becomes the Status of a server', () => {
    const error = new InvalidEphemeralContainerError([cause, { ...cause, message: 'Too long' }], 'web');
    expect(error.message).toBe(
      'invalid ephemeral container: spec.ephemeralContainers[0].name: Required value; spec.ephemeralContainers[0].name: Too long',
    );
    expect(error.toStatus()).toEqual(invalidPodStatus('web', error.causes));
    expect(new InvalidEphemeralContainerError([cause]).podName).toBe('');
  });

  it('is told by its name, which another copy of the package has too', () => {
    const other = Object.assign(new Error('no'), { name: 'InvalidEphemeralContainerError', causes: [cause] });
    expect(isInvalidEphemeralContainerError(new InvalidEphemeralContainerError([cause]))).toBe(true);
    expect(isInvalidEphemeralContainerError(other)).toBe(true);
    expect(isInvalidEphemeralContainerError({ ...other, name: other.name })).toBe(false);
    expect(isInvalidEphemeralContainerError(new Error('no'))).toBe(false);
    expect(isInvalidEphemeralContainerError(undefined)).toBe(false);
  });
});
