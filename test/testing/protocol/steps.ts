import { applySteps } from './apply-steps.js';
import { decodingSteps } from './decoding-steps.js';
import { patchSteps } from './patch-steps.js';
import { podSteps } from './pod-steps.js';
import { podName, type Step, send } from './step.js';
import { validationSteps } from './validation-steps.js';

/** In order: each finds what those before it left. */
export const steps: readonly Step[] = [
  ...patchSteps,
  ...decodingSteps,
  ...validationSteps,
  ...podSteps,
  ...applySteps,
  send('delete: another uid', 'DELETE', `/pods/${podName}`, { preconditions: { uid: 'x' } }),
  send('delete: at once', 'DELETE', `/pods/${podName}?gracePeriodSeconds=0`),
];
