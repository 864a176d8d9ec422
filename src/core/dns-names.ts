import { dash, dot, isLowerOrDigit } from './characters.js';
import { byteLength } from './go-text.js';

const labelPattern = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const labelProblem = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${labelPattern}')`;
/** Also what is said of the prefix of a qualified name. */
export const subdomainProblem = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${labelPattern}(\\.${labelPattern})*')`;

const noProblems: readonly string[] = [];

/**
 * What is wrong with a lowercase RFC 1123 label of at most 63 bytes.
 *
 * Source: kubernetes v1.34 apimachinery pkg/util/validation/validation.go IsDNS1123Label
 */
export function explainDnsLabel(value: string, minor: number): readonly string[] {
  const valid = isDnsName(value, false);
  if (valid && value.length <= 63) return noProblems;
  const problems = isLonger(value, 63) ? [tooLong(63)] : [];
  // 1.27 began to tell dots from the rest
  if (!valid) problems.push(minor >= 27 && isDnsName(value, true) ? 'must not contain dots' : labelProblem);
  return problems;
}

/**
 * What is wrong with a lowercase RFC 1123 subdomain of at most 253 bytes.
 *
 * Source: kubernetes v1.34 apimachinery pkg/util/validation/validation.go IsDNS1123Subdomain
 */
export function explainDnsSubdomain(value: string): readonly string[] {
  const valid = isDnsName(value, true);
  if (valid && value.length <= 253) return noProblems;
  const problems = isLonger(value, 253) ? [tooLong(253)] : [];
  if (!valid) problems.push(subdomainProblem);
  return problems;
}

/** A dot ends one label and begins the next, where dots are allowed. */
export function isDnsName(value: string, dots: boolean): boolean {
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

/** In bytes; no unit takes more than three. */
export function isLonger(value: string, bytes: number): boolean {
  return value.length > bytes || (value.length * 3 > bytes && byteLength(value) > bytes);
}

export function tooLong(length: number): string {
  return `must be no more than ${length} characters`;
}
