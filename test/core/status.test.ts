import { describe, expect, it } from 'vitest';
import type { StatusCause } from '../../src/core/cause.js';
import { invalidPodStatus } from '../../src/core/status.js';

const first: StatusCause = {
  reason: 'FieldValueRequired',
  field: 'spec.ephemeralContainers[0].name',
  message: 'Required value',
  rule: 'dns-label',
  path: ['name'],
};
const second: StatusCause = { ...first, field: 'spec.ephemeralContainers[0].image', rule: 'image' };

describe('status', () => {
  it.each([
    [[first], 'Pod "web" is invalid: spec.ephemeralContainers[0].name: Required value'],
    [[first, first], 'Pod "web" is invalid: spec.ephemeralContainers[0].name: Required value'],
    [
      [first, second],
      'Pod "web" is invalid: [spec.ephemeralContainers[0].name: Required value, spec.ephemeralContainers[0].image: Required value]',
    ],
  ])('%#: one text alone, more in brackets, none twice', (causes, message) => {
    expect(invalidPodStatus('web', causes).message).toBe(message);
  });

  it('has each cause as the server has it, without what the library adds', () => {
    expect(invalidPodStatus('', [first, first])).toMatchObject({
      status: 'Failure',
      reason: 'Invalid',
      code: 422,
      details: {
        name: '',
        kind: 'Pod',
        causes: Array(2).fill({
          reason: 'FieldValueRequired',
          field: 'spec.ephemeralContainers[0].name',
          message: 'Required value',
        }),
      },
    });
  });
});
