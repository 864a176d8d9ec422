import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goContainer } from '../../generated/facts/go-structs.js';
import type { DebugFlags } from '../../src/build/debug/flags.js';
import { isDebugFlagsError } from '../../src/build/debug/flags-error.js';
import { debugContainerOf } from '../../src/build/debug-container.js';
import type { GoStruct } from '../../src/core/go-struct.js';
import { customProfile, debugFlags, mistakenProfile } from './arbitrary-custom.js';

interface RecordedMerge {
  readonly flags: Partial<DebugFlags>;
  readonly custom: object;
  readonly error?: string;
  readonly kubectl?: object;
  readonly merged?: object;
}

/** What kubectl sends and no server takes. */
const disallowed = ['ports', 'resources', 'resizePolicy', 'livenessProbe'];

const merges: RecordedMerge[] = readFileSync(new URL('recorded/custom-merges.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

function make(flags: Partial<DebugFlags>): object {
  return debugContainerOf<object>({ image: 'x', name: 'dbg', ...flags }, '1.37');
}

describe('recorded merges', () => {
  test.each(merges.map((merge, index) => ({ ...merge, index })))('$index', (merge) => {
    const asKubectl = { ...merge.flags, custom: merge.custom, kubectl: '1.37' };
    const flags = { ...merge.flags, custom: withoutUnknown(merge.custom, goContainer) as object };
    // kubectl leaves them out, without a word
    if (JSON.stringify(flags.custom) !== JSON.stringify(merge.custom))
      expect(() => make({ ...flags, custom: merge.custom })).toThrow(/: no such field$/);
    if (merge.error !== undefined) {
      expect(() => make(asKubectl)).toThrow(/^custom does not contain a valid|not modifiable|: Forbidden: /);
      return;
    }
    const isDisallowed = disallowed.some((key) => key in (merge.merged ?? {}));
    if (isDisallowed) return expect(() => make(asKubectl)).toThrow(/^custom\.\w+: Forbidden: /);
    expect(make(asKubectl)).toStrictEqual(merge.kubectl);
    expect(make(flags)).toStrictEqual(merge.merged);
  });
});

/** The same with the fields that Go knows, by names in any case. */
function withoutUnknown(value: unknown, struct: GoStruct): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutUnknown(item, struct));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    const name = Object.keys(struct).find((each) => each.toLowerCase() === key.toLowerCase());
    const type = struct[name ?? '']?.type;
    if (type === undefined) return [];
    return [[key, typeof type === 'object' ? withoutUnknown(item, type) : item]];
  });
  return Object.fromEntries(members);
}

test('any custom profile gives a container or a DebugFlagsError, and is not changed', () => {
  const property = fc.property(debugFlags, fc.oneof(customProfile, mistakenProfile), (flags, custom) => {
    const before = JSON.stringify(custom);
    try {
      expect(make({ ...flags, custom })).toMatchObject({ name: 'dbg', image: 'x' });
    } catch (error) {
      if (!isDebugFlagsError(error)) throw error;
    }
    expect(JSON.stringify(custom)).toBe(before);
  });
  fc.assert(property, { numRuns: 300 });
});

describe('goContainer', () => {
  const types: { readonly [field: string]: string } = {
    env: 'EnvVar',
    envFrom: 'EnvFromSource',
    volumeMounts: 'VolumeMount',
    volumeDevices: 'VolumeDevice',
    valueFrom: 'EnvVarSource',
    fieldRef: 'ObjectFieldSelector',
    resourceFieldRef: 'ResourceFieldSelector',
    configMapKeyRef: 'ConfigMapKeySelector',
    secretKeyRef: 'SecretKeySelector',
    fileKeyRef: 'FileKeySelector',
    configMapRef: 'ConfigMapEnvSource',
    secretRef: 'SecretEnvSource',
    securityContext: 'SecurityContext',
    capabilities: 'Capabilities',
    seLinuxOptions: 'SELinuxOptions',
    windowsOptions: 'WindowsSecurityContextOptions',
    seccompProfile: 'SeccompProfile',
    appArmorProfile: 'AppArmorProfile',
  };

  test.each([31, 32, 33, 34, 35, 36, 37])('has the fields of the API of 1.%d', (minor) => {
    const path = `../../codegen/openapi/v1.${minor}.json`;
    const document: { components: { schemas: { [name: string]: { properties: object } } } } = JSON.parse(
      readFileSync(new URL(path, import.meta.url), 'utf8'),
    );
    const compare = (struct: GoStruct, type: string): void => {
      const known = Object.entries(struct).filter(([, { since = 0 }]) => since <= minor);
      const published = document.components.schemas[`io.k8s.api.core.v1.${type}`]?.properties ?? {};
      expect([type, ...known.map(([name]) => name).sort()]).toEqual([type, ...Object.keys(published).sort()]);
      for (const [name, { type: inner }] of known) {
        if (typeof inner === 'object') compare(inner, types[name] ?? name);
      }
    };
    compare(goContainer, 'Container');
  });
});
