import { describe } from 'vitest';
import { accepts, refuses } from './table.js';

describe('security-context', () => {
  const secure = (securityContext: object) => ({ securityContext });
  accepts(secure, [
    {},
    { privileged: true },
    { runAsUser: 0 },
    { runAsUser: 2147483647, runAsGroup: 2147483647 },
    { allowPrivilegeEscalation: false },
    { allowPrivilegeEscalation: true, privileged: true },
    { allowPrivilegeEscalation: false, capabilities: { add: ['SYS_ADMIN'] } },
    { procMount: 'Default' },
  ]);
  refuses(secure, [
    [
      { runAsUser: -1 },
      '.securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive',
    ],
    [
      { runAsUser: 2147483648 },
      '.securityContext.runAsUser: Invalid value: 2147483648: must be between 0 and 2147483647, inclusive',
    ],
    [
      { runAsGroup: -1 },
      '.securityContext.runAsGroup: Invalid value: -1: must be between 0 and 2147483647, inclusive',
    ],
    [
      { allowPrivilegeEscalation: false, privileged: true },
      '.securityContext: Invalid value: {…}: cannot set `allowPrivilegeEscalation` to false and `privileged` to true',
    ],
    [
      { allowPrivilegeEscalation: false, capabilities: { add: ['CAP_SYS_ADMIN'] } },
      '.securityContext: Invalid value: {…}: cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN',
    ],
    [
      {
        allowPrivilegeEscalation: false,
        privileged: true,
        capabilities: { add: ['CAP_SYS_ADMIN', 'CAP_SYS_ADMIN'] },
      },
      '.securityContext: Invalid value: {…}: cannot set `allowPrivilegeEscalation` to false and `privileged` to true',
      '.securityContext: Invalid value: {…}: cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN',
    ],
    [
      { procMount: 'Unmasked' },
      '.securityContext.procMount: Invalid value: "Unmasked": `hostUsers` must be false to use `Unmasked`',
    ],
  ]);

  describe('a user namespace of its own', () => {
    accepts(secure, [{ procMount: 'Unmasked' }], { spec: { hostUsers: false } });
  });

  describe('a Pod with CAP_SYS_ADMIN', () => {
    accepts(secure, [{ allowPrivilegeEscalation: false, capabilities: { add: ['CAP_SYS_ADMIN'] } }], {
      spec: {
        containers: [
          { name: 'app', image: 'busybox', securityContext: { capabilities: { add: ['CAP_SYS_ADMIN'] } } },
        ],
      },
    });
  });

  describe('the same in 1.30', () => {
    refuses(
      secure,
      [
        [
          { allowPrivilegeEscalation: false, capabilities: { add: ['CAP_SYS_ADMIN'] } },
          '.securityContext: Invalid value: {…}: cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN',
        ],
      ],
      {
        minor: '1.30',
        spec: {
          containers: [
            { name: 'app', image: 'busybox', securityContext: { capabilities: { add: ['CAP_SYS_ADMIN'] } } },
          ],
        },
      },
    );
  });
});
