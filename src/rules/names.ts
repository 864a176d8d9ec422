import {
  dash,
  dot,
  isDigit,
  isEnvName,
  isKey,
  isLetter,
  isLowerOrDigit,
  isRelaxedEnvName,
} from '../core/characters.js';
import { byteLength, goQuote } from '../core/go-text.js';
import { type Finding, invalid, type Key } from '../validate/finding.js';
import type { ValidationContext } from '../validate/validation-context.js';

const labelPattern = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const qualifiedPattern = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';

const labelMessage = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${labelPattern}')`;
const subdomainMessage = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${labelPattern}(\\.${labelPattern})*')`;
const qualifiedMessage = `must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${qualifiedPattern}')`;
const envNameMessage =
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')";
const relaxedEnvNameMessage =
  "a valid environment variable name must consist only of printable ASCII characters other than '='";
const configKeyMessage =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

/** In bytes; no unit takes more than three. */
function isLonger(value: string, bytes: number): boolean {
  return value.length > bytes || (value.length * 3 > bytes && byteLength(value) > bytes);
}

/** A dot ends one label and begins the next, where dots are allowed. */
function isDnsName(value: string, dots: boolean): boolean {
  const last = value.length - 1;
  let edge = true;
  for (let index = 0; index <= last; index++) {
    const code = value.charCodeAt(index);
    if (isLowerOrDigit(code)) edge = false;
    else if (code === dash && !edge && index < last && value.charCodeAt(index + 1) !== dot) continue;
    else if (code === dot && dots && !edge && index < last) edge = true;
    else return false;
  }
  return last >= 0 && !edge;
}

/**
 * A lowercase RFC 1123 label of at most 63 bytes.
 *
 * Source: kubernetes v1.34 apimachinery pkg/util/validation/validation.go IsDNS1123Label
 */
export function checkDnsLabel(
  out: Finding[],
  key: Key,
  value: string,
  context: Pick<ValidationContext, 'minor'>,
): void {
  const valid = isDnsName(value, false);
  if (valid && value.length <= 63) return;
  if (isLonger(value, 63)) refuse(out, key, value, tooLong(63), 'dns-label');
  if (valid) return;
  // 1.27 began to tell dots from the rest
  const dots = context.minor >= 27 && isDnsName(value, true);
  refuse(out, key, value, dots ? 'must not contain dots' : labelMessage, 'dns-label');
}

/**
 * A lowercase RFC 1123 subdomain of at most 253 bytes.
 *
 * Source: kubernetes v1.34 apimachinery pkg/util/validation/validation.go IsDNS1123Subdomain
 */
export function checkDnsSubdomain(out: Finding[], key: string, value: string, shown = goQuote): void {
  if (isDnsSubdomain(value)) return;
  for (const message of dnsSubdomainProblems(value)) {
    invalid(out, key, shown(value), message, 'dns-subdomain');
  }
}

function isDnsSubdomain(value: string): boolean {
  return value.length <= 253 && isDnsName(value, true);
}

function dnsSubdomainProblems(value: string): string[] {
  const problems = isLonger(value, 253) ? [tooLong(253)] : [];
  if (!isDnsName(value, true)) problems.push(subdomainMessage);
  return problems;
}

/**
 * The name of an environment variable, or a prefix of names. From 1.32 on anything printable
 * but `=` will do; in 1.30 and 1.31, in a Pod that already has such a name.
 *
 * Source: kubernetes v1.34 apimachinery pkg/util/validation/validation.go IsEnvVarName, IsRelaxedEnvVarName
 */
export function checkEnvName(out: Finding[], key: Key, value: string, context: ValidationContext): void {
  const relaxed = context.minor >= 32 || (context.minor >= 30 && context.pod?.relaxedEnvNames === true);
  if (relaxed) {
    if (!isRelaxedEnvName(value)) refuse(out, key, value, relaxedEnvNameMessage, 'env-name');
    return;
  }
  if (!isEnvName(value)) refuse(out, key, value, envNameMessage, 'env-name');
  checkChangesDirectory(out, key, value, 'env-name');
}

export function checkRelaxedEnvName(out: Finding[], key: string, value: string): void {
  if (!isRelaxedEnvName(value)) refuse(out, key, value, relaxedEnvNameMessage, 'env-name');
}

/**
 * A key of a ConfigMap or Secret.
 *
 * Source: kubernetes v1.34 apimachinery pkg/util/validation/validation.go IsConfigMapKey
 */
export function checkConfigKey(out: Finding[], key: string, value: string): void {
  if (isLonger(value, 253)) refuse(out, key, value, tooLong(253), 'config-key');
  if (!isKey(value)) refuse(out, key, value, configKeyMessage, 'config-key');
  checkChangesDirectory(out, key, value, 'config-key');
}

/** Source: kubernetes v1.34 apimachinery pkg/util/validation/validation.go hasChDirPrefix */
function checkChangesDirectory(out: Finding[], key: Key, value: string, rule: string): void {
  if (value.charCodeAt(0) !== dot) return;
  if (value === '.' || value === '..') refuse(out, key, value, `must not be '${value}'`, rule);
  else if (value.charCodeAt(1) === dot) refuse(out, key, value, "must not start with '..'", rule);
}

/**
 * A label or annotation key: a name, with an optional DNS subdomain before a slash.
 *
 * Source: kubernetes v1.34 apimachinery pkg/util/validation/validation.go IsQualifiedName, and from
 * 1.35 on pkg/api/validate/content/kube.go IsLabelKey
 */
export function checkQualifiedName(
  out: Finding[],
  key: Key,
  value: string,
  context: Pick<ValidationContext, 'minor'>,
): void {
  for (const problem of qualifiedNameProblems(value, context.minor >= 35)) {
    refuse(out, key, value, problem, 'qualified-name');
  }
}

function qualifiedNameProblems(value: string, labelKey: boolean): string[] {
  const parts = value.split('/');
  if (parts.length > 2) {
    const subject = labelKey ? 'a valid label key' : 'a qualified name';
    return [
      `${subject} ${qualifiedMessage} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  }
  const prefix = parts.length === 2 ? parts[0] : undefined;
  const name = parts[parts.length - 1] ?? '';
  const limit = (length: number): string =>
    labelKey ? `must be no more than ${length} bytes` : tooLong(length);
  const problems: string[] = [];
  if (prefix === '') problems.push('prefix part must be non-empty');
  else if (prefix !== undefined) {
    if (isLonger(prefix, 253)) problems.push(`prefix part ${limit(253)}`);
    if (!isDnsName(prefix, true)) problems.push(`prefix part ${subdomainMessage}`);
  }
  if (name === '') problems.push('name part must be non-empty');
  else if (isLonger(name, 63)) problems.push(`name part ${limit(63)}`);
  const edges = [name.charCodeAt(0), name.charCodeAt(name.length - 1)];
  if (!isKey(name) || !edges.every((code) => isLetter(code) || isDigit(code))) {
    problems.push(`name part ${qualifiedMessage}`);
  }
  return problems;
}

function tooLong(length: number): string {
  return `must be no more than ${length} characters`;
}

function refuse(out: Finding[], key: Key, value: string, message: string, rule: string): void {
  invalid(out, key, goQuote(value), message, rule);
}
