import { validateEphemeralContainer, validateEphemeralContainers } from '../index.js';
import { type MinorVersion, parseMinor } from '../validate/parse-minor.js';
import type { ContextOptions, Validator } from './validate-subject.js';

/** The library's verdicts, as the API server of a minor gives them. */
export function libraryValidator(version?: MinorVersion): Validator {
  const minor = version === undefined ? undefined : parseMinor(version);
  const bind = (options: ContextOptions) => (minor === undefined ? options : { ...options, minor });
  return {
    container: (value, options) => validateEphemeralContainer(value, bind(options)),
    list: (value, options) => validateEphemeralContainers(value, bind(options)),
  };
}
