import { describe } from 'vitest';
import { accepts, type Given, refuses } from './table.js';

describe('operating-system', () => {
  const secure = (securityContext: object) => ({ securityContext });
  describe('windows', () => {
    const given: Given = { spec: { os: { name: 'windows' } } };
    accepts(secure, [{}, { runAsNonRoot: true }, { windowsOptions: { runAsUserName: 'user' } }], given);
    refuses(
      secure,
      [
        [
          { appArmorProfile: { type: 'Unconfined' } },
          '.securityContext.appArmorProfile: Forbidden: cannot be set for a windows pod',
        ],
        [
          { seLinuxOptions: {} },
          '.securityContext.seLinuxOptions: Forbidden: cannot be set for a windows pod',
        ],
        [
          { seccompProfile: { type: 'Unconfined' } },
          '.securityContext.seccompProfile: Forbidden: cannot be set for a windows pod',
        ],
        [{ capabilities: {} }, '.securityContext.capabilities: Forbidden: cannot be set for a windows pod'],
        [
          { readOnlyRootFilesystem: false },
          '.securityContext.readOnlyRootFilesystem: Forbidden: cannot be set for a windows pod',
        ],
        [{ privileged: false }, '.securityContext.privileged: Forbidden: cannot be set for a windows pod'],
        [
          { allowPrivilegeEscalation: true },
          '.securityContext.allowPrivilegeEscalation: Forbidden: cannot be set for a windows pod',
        ],
        [{ procMount: 'Default' }, '.securityContext.procMount: Forbidden: cannot be set for a windows pod'],
        [{ runAsUser: 0 }, '.securityContext.runAsUser: Forbidden: cannot be set for a windows pod'],
        [{ runAsGroup: 0 }, '.securityContext.runAsGroup: Forbidden: cannot be set for a windows pod'],
        [
          { runAsUser: 0, privileged: true },
          '.securityContext.privileged: Forbidden: cannot be set for a windows pod',
          '.securityContext.runAsUser: Forbidden: cannot be set for a windows pod',
        ],
      ],
      given,
    );
  });

  describe('linux', () => {
    const given: Given = { spec: { os: { name: 'linux' } } };
    accepts(secure, [{ runAsUser: 0 }], given);
    refuses(
      secure,
      [
        [
          { windowsOptions: {} },
          '.securityContext.windowsOptions: Forbidden: windows options cannot be set for a linux pod',
        ],
      ],
      given,
    );
  });

  describe('none', () => {
    accepts(secure, [{ runAsUser: 0, windowsOptions: {} }]);
  });
});
