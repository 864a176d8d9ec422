import { describe } from 'vitest';
import { accepts, refuses } from './table.js';

describe('app-armor-profile', () => {
  const profile = (appArmorProfile: object) => ({ securityContext: { appArmorProfile } });
  accepts(profile, [
    { type: 'RuntimeDefault' },
    { type: 'Unconfined' },
    { type: 'Localhost', localhostProfile: 'a b' },
    { type: 'Localhost', localhostProfile: '../x' },
  ]);
  refuses(profile, [
    [
      {},
      '.securityContext.appArmorProfile.type: Required value: type is required when appArmorProfile is set',
    ],
    [
      { type: 'Localhost' },
      '.securityContext.appArmorProfile.localhostProfile: Required value: must be set when AppArmor type is Localhost',
    ],
    [
      { type: 'Localhost', localhostProfile: '' },
      '.securityContext.appArmorProfile.localhostProfile: Required value: must be set when AppArmor type is Localhost',
    ],
    [
      { type: 'Localhost', localhostProfile: ' a' },
      '.securityContext.appArmorProfile.localhostProfile: Invalid value: " a": must not be padded with whitespace',
    ],
    [
      { type: 'Localhost', localhostProfile: 'a\u00a0' },
      '.securityContext.appArmorProfile.localhostProfile: Invalid value: "a\\u00a0": must not be padded with whitespace',
    ],
    [
      { type: 'Localhost', localhostProfile: ' ' },
      '.securityContext.appArmorProfile.localhostProfile: Invalid value: " ": must not be padded with whitespace',
    ],
    [
      { type: 'Unconfined', localhostProfile: '' },
      '.securityContext.appArmorProfile.localhostProfile: Invalid value: "": can only be set when AppArmor type is Localhost',
    ],
    [
      { type: 'RuntimeDefault', localhostProfile: 'a' },
      '.securityContext.appArmorProfile.localhostProfile: Invalid value: "a": can only be set when AppArmor type is Localhost',
    ],
    [
      { type: 'localhost' },
      '.securityContext.appArmorProfile.type: Unsupported value: "localhost": supported values: "Localhost", "RuntimeDefault", "Unconfined"',
    ],
    [
      { localhostProfile: 'a' },
      '.securityContext.appArmorProfile.type: Required value: type is required when appArmorProfile is set',
    ],
  ]);

  const named = (length: number) => ({
    securityContext: { appArmorProfile: { type: 'Localhost', localhostProfile: 'x'.repeat(length) } },
  });
  describe('the length in bytes', () => {
    accepts(named, [4095]);
    refuses(named, [
      [4096, '.securityContext.appArmorProfile.localhostProfile: Too long: may not be more than 4095 bytes'],
    ]);
  });

  describe('the length in 1.30', () => {
    accepts(named, [4095], { minor: '1.30' });
    refuses(
      named,
      [[4096, '.securityContext.appArmorProfile.localhostProfile: Too long: may not be longer than 4095']],
      { minor: '1.30' },
    );
  });
});
