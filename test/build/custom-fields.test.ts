import { describe, expect, test } from 'vitest';
import { debugContainer, isDebugFlagsError } from '../../src/index.js';

const flags = { image: 'busybox', name: 'debugger', profile: 'legacy' } as const;

function problem(custom: object): unknown {
  try {
    return debugContainer({ ...flags, custom: custom as never });
  } catch (error) {
    return isDebugFlagsError(error) ? [error.message, error.hint ?? ''] : error;
  }
}

describe('a custom profile', () => {
  test.each([
    [{ volumeMount: [] }, 'custom.volumeMount', 'volumeMounts'],
    [{ securityContext: { runAsUsr: 0 } }, 'custom.securityContext.runAsUsr', 'runAsUser'],
    [{ securityContext: { capabilities: { ad: [] } } }, 'custom.securityContext.capabilities.ad', 'add'],
    [{ env: [{ name: 'A' }, { nmae: 'B' }] }, 'custom.env[1].nmae', 'name'],
    [
      { env: [{ valueFrom: { fieldref: { fieldpath: 'x', api: 1 } } }] },
      'custom.env[0].valueFrom.fieldref.api',
      '',
    ],
    [{ enFrom: [] }, 'custom.enFrom', 'envFrom'],
    [{ targetContainerName: 'app' }, 'custom.targetContainerName', 'the flag target'],
    [{ nodeSelector: {} }, 'custom.nodeSelector', ''],
  ])('%j has an unknown field', (custom, field, meant) => {
    const hint = meant === '' ? '' : `did you mean ${meant}, not ${field}?`;
    expect(problem(custom)).toEqual([`${field}: no such field`, hint]);
  });
  test('says all of them', () => {
    expect(problem({ workDir: '/', sdin: true })).toEqual([
      'custom.workDir, custom.sdin: no such field',
      'did you mean workingDir, not custom.workDir; stdin, not custom.sdin?',
    ]);
  });
  test('of kubectl leaves them out without a word', () => {
    const custom = { volumeMount: [], workingDir: '/' } as object;
    expect(debugContainer({ ...flags, kubectl: '1.37', custom })).toMatchObject({ workingDir: '/' });
  });
  test('may have names in any case, nulls and undefined', () => {
    expect(problem({ WorkingDir: '/', env: null, typo: undefined })).toMatchObject({ workingDir: '/' });
  });
});

describe('an integer that no number holds', () => {
  test.each([
    [1234567890123456789n, '1234567890123456789'],
    [-1234567890123456789n, '-1234567890123456789'],
    [18446744073709551615n, '18446744073709551615'],
    [123456789012345678901234n, '1.2345679e+23'],
  ])('%s keeps its digits where kubectl does', (value, text) => {
    const custom = { env: [{ name: 'ID', value }] } as object;
    expect(debugContainer({ ...flags, custom })).toMatchObject({ env: [{ name: 'ID', value: text }] });
  });
  test('is a number where one is wanted, or no such', () => {
    expect(problem({ securityContext: { runAsUser: 9007199254740993n } })).toMatchObject({
      securityContext: { runAsUser: 9007199254740992 },
    });
    expect(problem({ securityContext: { runAsUser: 12345678901234567890n } })).toEqual([
      expect.stringContaining('custom.securityContext.runAsUser must be an integer of 64 bits, not number'),
      '',
    ]);
  });
});
