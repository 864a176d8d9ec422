import { describe, expect, test } from 'vitest';
import { EphemeralContainersClient } from '../../src/client/index.js';
import { validateEphemeralContainer, validateEphemeralContainers, withDefaults } from '../../src/index.js';
import { startApiServer } from '../../src/testing/index.js';
import { validateText } from '../../src/text/index.js';

const container = { name: 'a', image: 'b', securityContext: { appArmorProfile: { type: 'Unconfined' } } };

describe('a minor', () => {
  test.each(['1.29', 'v1.29', '1.29.0', 'v1.29.14', 'v1.29.3+k3s1', '1.29.5-eks-1a2b3c'])(
    '%s is the same minor everywhere',
    async (text) => {
      const minor = text as '1.29';
      expect(validateEphemeralContainer(container, { minor }).ok).toBe(false);
      expect(validateEphemeralContainers([container], { minor }).ok).toBe(false);
      expect(validateText(JSON.stringify(container), { minor }).ok).toBe(false);
      expect(withDefaults(container as never, { minor }).securityContext).toEqual({});
      EphemeralContainersClient.fromToken({ server: 'http://127.0.0.1:1', token: 't', minor }).close();
      const server = await startApiServer({ minor });
      const version = await (await fetch(`${server.url}/version`)).json();
      await server.close();
      expect(version).toMatchObject({ major: '1', minor: '29' });
    },
  );
  test.each(['1.24', '1.38', '1.99', '29', '1.3', 'v2.29', '1.29.x', 'latest', '', ' 1.29'])(
    '%j is an error everywhere',
    async (text) => {
      const minor = text as '1.29';
      const message = /^minor: ".*" is none of 1\.25 to 1\.37/;
      expect(() => validateEphemeralContainer(container, { minor })).toThrow(message);
      expect(() => validateEphemeralContainers([], { minor })).toThrow(message);
      expect(() => validateText('', { minor })).toThrow(message);
      expect(() => withDefaults(container as never, { minor })).toThrow(message);
      const token = { server: 'http://127.0.0.1:1', token: 't', minor };
      expect(() => EphemeralContainersClient.fromToken(token)).toThrow(message);
      await expect(startApiServer({ minor })).rejects.toThrow(message);
    },
  );
  test('is checked by the compiler', () => {
    const validate = (minor: Parameters<typeof validateEphemeralContainer>[1]) => minor;
    expect([
      validate({ minor: '1.34' }),
      validate({ minor: 'v1.34' }),
      validate({ minor: '1.34.2' }),
      validate({ minor: 'v1.34.2' }),
      // @ts-expect-error no supported minor
      validate({ minor: '1.3' }),
      // @ts-expect-error a typo
      validate({ minor: '1,34' }),
    ]).toHaveLength(6);
  });
});
