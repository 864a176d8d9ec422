import { isDigit, isKey, isLetter } from './characters.js';
import { isDnsName, isLonger, subdomainProblem, tooLong } from './dns-names.js';

const namePattern = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const nameProblem = `must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${namePattern}')`;

/**
 * What is wrong with a label or annotation key: a name, with an optional DNS subdomain before a slash.
 *
 * Source: kubernetes v1.34 apimachinery pkg/util/validation/validation.go IsQualifiedName, and from
 * 1.35 on pkg/api/validate/content/kube.go IsLabelKey
 */
export function explainQualifiedName(value: string, minor: number): readonly string[] {
  const labelKey = minor >= 35;
  const parts = value.split('/');
  if (parts.length > 2) {
    const subject = labelKey ? 'a valid label key' : 'a qualified name';
    return [
      `${subject} ${nameProblem} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
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
    if (!isDnsName(prefix, true)) problems.push(`prefix part ${subdomainProblem}`);
  }
  if (name === '') problems.push('name part must be non-empty');
  else if (isLonger(name, 63)) problems.push(`name part ${limit(63)}`);
  const edges = [name.charCodeAt(0), name.charCodeAt(name.length - 1)];
  if (!isKey(name) || !edges.every((code) => isLetter(code) || isDigit(code))) {
    problems.push(`name part ${nameProblem}`);
  }
  return problems;
}
