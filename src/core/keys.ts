import { dot, isEnvName, isKey, isRelaxedEnvName } from './characters.js';
import { isLonger, tooLong } from './dns-names.js';

const envNameProblem =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')";
const relaxedEnvNameProblem =
  "a valid environment variable name must consist only of printable ASCII characters other than '='";
const configKeyProblem =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

/** Source: kubernetes v1.34 apimachinery pkg/util/validation/validation.go IsEnvVarName */
export function explainEnvName(value: string): readonly string[] {
  const problems = isEnvName(value) ? [] : [envNameProblem];
  return [...problems, ...explainDirectoryChange(value)];
}

/** Source: kubernetes v1.34 apimachinery pkg/util/validation/validation.go IsRelaxedEnvVarName */
export function explainRelaxedEnvName(value: string): readonly string[] {
  return isRelaxedEnvName(value) ? [] : [relaxedEnvNameProblem];
}

/**
 * A key of a ConfigMap or Secret.
 *
 * Source: kubernetes v1.34 apimachinery pkg/util/validation/validation.go IsConfigMapKey
 */
export function explainConfigKey(value: string): readonly string[] {
  const problems = isLonger(value, 253) ? [tooLong(253)] : [];
  if (!isKey(value)) problems.push(configKeyProblem);
  return [...problems, ...explainDirectoryChange(value)];
}

/** Source: kubernetes v1.34 apimachinery pkg/util/validation/validation.go hasChDirPrefix */
function explainDirectoryChange(value: string): readonly string[] {
  if (value.charCodeAt(0) !== dot) return [];
  if (value === '.' || value === '..') return [`must not be '${value}'`];
  return value.charCodeAt(1) === dot ? ["must not start with '..'"] : [];
}
