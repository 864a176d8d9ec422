import type { SecurityContextValue } from '../../generated/facts/rule-inputs.js';
import { type JsonObject, member } from '../core/json.js';
import { type Findings, forbidden, invalid, self } from '../validate/findings.js';
import { showTyped } from '../validate/show-typed.js';
import type { ValidationContext } from '../validate/validation-context.js';

const maxId = 2 ** 31 - 1;

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go ValidateSecurityContext */
export function checkSecurityContext(
  security: SecurityContextValue,
  context: ValidationContext,
  out: Findings,
): void {
  if (security.privileged === true && !context.allowPrivileged) {
    forbidden(out, 'privileged', 'disallowed by cluster policy', 'allow-privileged');
  }
  checkId(out, 'runAsUser', security.runAsUser);
  checkId(out, 'runAsGroup', security.runAsGroup);
  if (security.procMount === 'Unmasked') checkProcMount(security.procMount, context, out);
  if (security.allowPrivilegeEscalation === false) checkEscalation(security, context, out);
}

function checkId(out: Findings, key: string, id: number | null | undefined): void {
  if (id === undefined || id === null || (id >= 0 && id <= maxId)) return;
  invalid(out, key, id, `must be between 0 and ${maxId}, inclusive`, 'user-id');
}

/** Without a Pod at hand it may be one with a user namespace of its own. */
function checkProcMount(procMount: string, context: ValidationContext, out: Findings): void {
  if (context.minor < 30 || context.pod?.hostUsers !== true) return;
  const detail = '`hostUsers` must be false to use `Unmasked`';
  invalid(out, 'procMount', showTyped(procMount, context), detail, 'proc-mount');
}

/** The server prints its own struct here, which no client can repeat: `{…}` stands for it. */
function checkEscalation(security: SecurityContextValue, context: ValidationContext, out: Findings): void {
  const contradict = (other: string): void => {
    invalid(
      out,
      self,
      '{…}',
      `cannot set \`allowPrivilegeEscalation\` to false and ${other}`,
      'privilege-escalation',
    );
  };
  if (security.privileged === true) contradict('`privileged` to true');
  if (context.minor >= 37 && context.pod?.containers.some(hasSysAdminWithoutEscalation) === true) return;
  for (const capability of security.capabilities?.add ?? []) {
    if (capability === 'CAP_SYS_ADMIN') contradict('`capabilities.Add` CAP_SYS_ADMIN');
  }
}

/** Source: kubernetes v1.37 pkg/api/pod/util.go hasSysAdminAndPrivilegeEscalationFalse */
function hasSysAdminWithoutEscalation(container: JsonObject): boolean {
  const security = member(container, 'securityContext');
  const added = member(security, 'capabilities')['add'];
  return (
    security['allowPrivilegeEscalation'] !== true && Array.isArray(added) && added.includes('CAP_SYS_ADMIN')
  );
}
