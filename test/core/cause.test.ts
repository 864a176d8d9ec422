import { expect, it } from 'vitest';
import { formatCause } from '../../src/core/cause.js';

it('cause: the field, then the message', () => {
  expect(formatCause({ field: 'spec.ephemeralContainers[0].name', message: 'Required value' })).toBe(
    'spec.ephemeralContainers[0].name: Required value',
  );
});
