import { type Finding, forbidden, invalid, itself } from '../validate/finding.js';
import type { Judging } from '../validate/validation-context.js';
import { showTyped } from '../validate/show-typed.js';
import type { SecurityContextValue } from './values.js';

const maxId = 2 ** 31 - 1;

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go ValidateSecurityContext */
export function checkSecurityContext(context: SecurityContextValue, judging: Judging, out: Finding[]): void {
  if (context.privileged === true && !judging.allowPrivileged) {
    forbidden(out, 'privileged', 'disallowed by cluster policy', 'allow-privileged');
  }
  checkId(out, 'runAsUser', context.runAsUser);
  checkId(out, 'runAsGroup', context.runAsGroup);
  if (context.procMount === 'Unmasked') checkProcMount(context.procMount, judging, out);
  if (context.allowPrivilegeEscalation === false) checkEscalation(context, judging, out);
}

function checkId(out: Finding[], key: string, id: number | null | undefined): void {
  if (id === undefined || id === null || (id >= 0 && id <= maxId)) return;
  invalid(out, key, id, `must be between 0 and ${maxId}, inclusive`, 'user-id');
}

/** Without a Pod at hand it may be one with a user namespace of its own. */
function checkProcMount(procMount: string, judging: Judging, out: Finding[]): void {
  if (judging.minor < 30 || judging.pod?.hostUsers !== true) return;
  const detail = '`hostUsers` must be false to use `Unmasked`';
  invalid(out, 'procMount', showTyped(procMount, judging), detail, 'proc-mount');
}

/** The server prints its own struct here, which no client can repeat: `{…}` stands for it. */
function checkEscalation(context: SecurityContextValue, judging: Judging, out: Finding[]): void {
  const contradict = (other: string): void => {
    invalid(
      out,
      itself,
      '{…}',
      `cannot set \`allowPrivilegeEscalation\` to false and ${other}`,
      'privilege-escalation',
    );
  };
  if (context.privileged === true) contradict('`privileged` to true');
  if (judging.minor >= 37 && judging.pod?.inUse.sysAdminWithoutEscalation === true) return;
  for (const capability of context.capabilities?.add ?? []) {
    if (capability === 'CAP_SYS_ADMIN') contradict('`capabilities.Add` CAP_SYS_ADMIN');
  }
}
