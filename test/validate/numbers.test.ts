import { describe, expect, it } from 'vitest';
import { validateEphemeralContainer } from '../../src/index.js';

function refused(value: object): string[] {
  const result = validateEphemeralContainer({ name: 'debugger', image: 'busybox', ...value });
  return result.ok ? [] : result.causes.map(({ rule, path }) => `${rule} ${path.join('.')}`);
}

/** JSON.parse reads what no Go number holds as Infinity, which JSON.stringify would write as null. */
describe('a number that Go cannot read', () => {
  const big = JSON.parse('1e400') as number;

  it('is refused where a number belongs', () => {
    expect(refused({ securityContext: { runAsUser: big } })).toEqual([
      'wrong-type securityContext.runAsUser',
    ]);
    expect(refused({ securityContext: { runAsGroup: -big } })).toEqual([
      'wrong-type securityContext.runAsGroup',
    ]);
  });

  it('is refused where it does not belong', () => {
    expect(refused({ tty: big })).toEqual(['wrong-type tty']);
    expect(refused({ env: [{ name: 'A', value: Number.NaN }] })).toEqual(['wrong-type env.0.value']);
  });

  it('is not lost where something else is no JSON', () => {
    const date = new Date(0);
    expect(refused({ securityContext: { runAsUser: big }, workingDir: date })).toEqual([
      'wrong-type securityContext.runAsUser',
    ]);
  });
});
