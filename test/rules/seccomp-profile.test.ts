import { describe } from 'vitest';
import { accepts, refuses } from './table.js';

describe('seccomp-profile', () => {
  const profile = (seccompProfile: object) => ({ securityContext: { seccompProfile } });
  accepts(profile, [
    { type: 'RuntimeDefault' },
    { type: 'Unconfined' },
    { type: 'Localhost', localhostProfile: 'a/b.json' },
    { type: 'Localhost', localhostProfile: '' },
  ]);
  refuses(profile, [
    [{}, '.securityContext.seccompProfile.type: Required value: type is required when seccompProfile is set'],
    [
      { type: 'Localhost' },
      '.securityContext.seccompProfile.localhostProfile: Required value: must be set when seccomp type is Localhost',
    ],
    [
      { type: 'Localhost', localhostProfile: '/a' },
      '.securityContext.seccompProfile.localhostProfile: Invalid value: "/a": must be a relative path',
    ],
    [
      { type: 'Localhost', localhostProfile: '../a' },
      '.securityContext.seccompProfile.localhostProfile: Invalid value: "../a": must not contain \'..\'',
    ],
    [
      { type: 'Localhost', localhostProfile: '/..' },
      '.securityContext.seccompProfile.localhostProfile: Invalid value: "/..": must be a relative path',
      '.securityContext.seccompProfile.localhostProfile: Invalid value: "/..": must not contain \'..\'',
    ],
    [
      { type: 'Unconfined', localhostProfile: '' },
      '.securityContext.seccompProfile.localhostProfile: Invalid value: {…}: can only be set when seccomp type is Localhost',
    ],
    [
      { localhostProfile: 'a' },
      '.securityContext.seccompProfile.type: Required value: type is required when seccompProfile is set',
      '.securityContext.seccompProfile.localhostProfile: Invalid value: {…}: can only be set when seccomp type is Localhost',
    ],
    [
      { type: 'localhost' },
      '.securityContext.seccompProfile.type: Unsupported value: "localhost": supported values: "Localhost", "RuntimeDefault", "Unconfined"',
    ],
  ]);
});
