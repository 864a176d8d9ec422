import type { WindowsSecurityContextOptionsValue } from '../../generated/facts/rule-inputs.js';
import { byteLength } from '../core/go-text.js';
import { type Findings, invalid } from '../validate/findings.js';
import { showTyped } from '../validate/show-typed.js';
import type { ValidationContext } from '../validate/validation-context.js';
import { checkDnsSubdomain } from './dns-subdomain.js';

const netBiosName = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/u;
const dnsName =
  /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateWindowsSecurityContextOptions */
export function checkWindowsOptions(
  options: WindowsSecurityContextOptionsValue,
  context: ValidationContext,
  out: Findings,
): void {
  const { gmsaCredentialSpecName: name, gmsaCredentialSpec: spec, runAsUserName: user } = options;
  if (name !== undefined && name !== null) {
    checkDnsSubdomain(out, 'gmsaCredentialSpecName', name, (value) => showTyped(value, context));
  }
  if (spec !== undefined && spec !== null) checkCredentialSpec(spec, context, out);
  if (user !== undefined && user !== null) {
    for (const problem of userNameProblems(user)) {
      invalid(out, 'runAsUserName', showTyped(user, context), `runAsUserName${problem}`, 'windows-user-name');
    }
  }
}

function checkCredentialSpec(spec: string, context: ValidationContext, out: Findings): void {
  const refuse = (detail: string): void => {
    invalid(out, 'gmsaCredentialSpec', showTyped(spec, context), detail, 'gmsa-credential-spec');
  };
  if (spec === '') refuse('gmsaCredentialSpec cannot be an empty string');
  else if (byteLength(spec) > 64 * 1024) refuse('gmsaCredentialSpec size must be under 64 KiB');
}

function userNameProblems(name: string): string[] {
  if (name === '') return [' cannot be an empty string'];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\x00-\x1f\x7f]/.test(name)) return [' cannot contain control characters'];
  const parts = name.split('\\');
  if (parts.length > 2) return [' cannot contain more than one backslash'];
  const domain = parts.length === 2 ? parts[0] : undefined;
  return [...domainProblems(domain), ...userProblems(parts[parts.length - 1] ?? '')];
}

function domainProblems(domain: string | undefined): string[] {
  if (domain === undefined) return [];
  const problems: string[] = [];
  if (byteLength(domain) >= 256) problems.push("'s Domain length must be under 256 characters");
  if (!netBiosName.test(domain) && !dnsName.test(domain)) {
    problems.push("'s Domain doesn't match the NetBios nor the DNS format");
  }
  return problems;
}

function userProblems(user: string): string[] {
  const problems: string[] = [];
  if (user === '') problems.push("'s User cannot be empty");
  else if (byteLength(user) > 104) problems.push("'s User length must not be longer than 104 characters");
  if (/^[. ]+$/.test(user)) problems.push("'s User cannot contain only periods or spaces");
  if (/["/\\:;|=,+*?<>@[\]]/.test(user)) {
    problems.push('\'s User cannot contain the following characters: "/\\:;|=,+*?<>@[]');
  }
  return problems;
}
