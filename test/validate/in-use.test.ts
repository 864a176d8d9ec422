import { describe, expect, test } from 'vitest';
import { emitFieldUses } from '../../codegen/emit/in-use.js';
import { loadModel } from '../../codegen/model/load.js';
import type { FieldUse } from '../../src/core/field-use.js';
import { isUsed } from '../../src/validate/in-use.js';

const path = ['volumeMounts', 'recursiveReadOnly'];
const using = { name: 'a', volumeMounts: [{}, null, { recursiveReadOnly: 'Disabled' }] };

describe('a field is in use', () => {
  test.each<[string, FieldUse, object, boolean]>([
    ['in a regular container', { path }, { containers: [using] }, true],
    ['in an init container', { path }, { initContainers: [{}, using] }, true],
    ['in an ephemeral container', { path }, { ephemeralContainers: [using] }, true],
    ['not in a Pod without it', { path }, { containers: [{ name: 'a', volumeMounts: [{}] }] }, false],
    ['not in a Pod without containers', { path }, { containers: null }, false],
    ['not where it is null', { path: ['tty'] }, { containers: [{ tty: null }] }, false],
    ['where it is false', { path: ['tty'] }, { containers: [{ tty: false }] }, true],
    ['not where it is an empty list', { path: ['ports'] }, { containers: [{ ports: [] }] }, false],
    ['not in a list that does not count', { in: ['initContainers'], path }, { containers: [using] }, false],
    ['in a list that counts', { in: ['containers'], path }, { containers: [using] }, true],
    ['in the spec', { in: ['spec'], path: ['resourceClaims'] }, { resourceClaims: [{ name: 'a' }] }, true],
    [
      'not with a value that is none',
      { path: ['securityContext', 'procMount'], except: ['Default'] },
      { containers: [{ securityContext: { procMount: 'Default' } }] },
      false,
    ],
    ['since a minor', { path, since: 34 }, { containers: [using] }, true],
    ['not before it', { path, since: 35 }, { containers: [using] }, false],
    ['until a minor', { path, until: 34 }, { containers: [using] }, true],
    ['not after it', { path, until: 33 }, { containers: [using] }, false],
  ])('%s', (_, use, spec, expected) => {
    expect(isUsed(use, spec as { [key: string]: unknown }, 34)).toBe(expected);
  });

  test('in the places that its definition names', () => {
    const model = loadModel();
    const [root, ...others] = model.types;
    const fields = root?.fields.map((field) =>
      field.name === 'resizePolicy'
        ? {
            ...field,
            inUse: [
              { containers: ['initContainers'], since: '1.28', until: '1.30' } as const,
              { field: 'restartPolicy', except: ['Never'] },
              { spec: 'resources' },
            ],
          }
        : field,
    );
    const changed = { ...model, types: root && fields ? [{ ...root, fields }, ...others] : [] };
    expect(emitFieldUses(changed).join('\n')).toContain(
      "'EphemeralContainer.resizePolicy': [{ in: ['initContainers'], path: ['resizePolicy'], since: 28, until: 30 }, { path: ['restartPolicy'], except: ['Never'] }, { in: ['spec'], path: ['resources'] }],",
    );
  });
});
