import { Ajv } from 'ajv';
import { ephemeralContainerJsonSchema } from './ajv-schema.js';
import type { Candidate } from './candidate.js';

const first = new Ajv({ allowUnionTypes: true }).compile(ephemeralContainerJsonSchema);
const all = new Ajv({ allowUnionTypes: true, allErrors: true }).compile(ephemeralContainerJsonSchema);

export const candidate: Candidate = {
  accepts: (container) => first(container),
  explain: (container) => all(container),
};
