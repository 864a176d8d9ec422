import { allowedContainer } from './allowed-container.js';
import { allowedEnv } from './allowed-env.js';
import { allowedSecurity } from './allowed-security.js';
import { constructors } from './constructors.js';
import type { Decisions } from './decision.js';
import { defaults } from './defaults.js';
import { enums } from './enums.js';
import { forbidden } from './forbidden.js';
import { formats } from './formats.js';
import { gates } from './gates.js';
import { go } from './go.js';
import { required } from './required.js';
import { unions } from './unions.js';

export const decisions: Decisions = {
  allowed: { ...allowedContainer, ...allowedEnv, ...allowedSecurity },
  forbidden,
  enums,
  unions,
  required,
  defaults,
  gates,
  go,
  formats,
  constructors,
};
