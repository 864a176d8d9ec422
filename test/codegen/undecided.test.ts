import { describe, expect, test } from 'vitest';
import { definitions } from '../../codegen/definitions/index.js';
import type { OpenApiDocument } from '../../codegen/model/openapi.js';
import { changeType, type Json } from './documents.js';
import { problemsOf } from './problems.js';

describe('a document that nobody has decided stops generation:', () => {
  const addField = (name: string, field: object) => (schema: Json) => {
    Object.assign(schema['properties'] ?? {}, { [name]: field });
  };

  test.each<[string, ReadonlyMap<string, OpenApiDocument>, string]>([
    [
      'a new field',
      changeType('EphemeralContainer', addField('priority', { type: 'string' }), '1.37'),
      'EphemeralContainer.priority appears in Kubernetes 1.37, and nobody has decided it: allow or forbid it in codegen/definitions/ephemeral-container.ts.',
    ],
    [
      'a new field further down',
      changeType('SELinuxOptions', addField('range', { type: 'string' }), '1.37'),
      'SELinuxOptions.range appears in Kubernetes 1.37, and nobody has decided it: allow or forbid it in codegen/definitions/se-linux-options.ts.',
    ],
    [
      'an enum value',
      changeType('EphemeralContainer', ({ properties }) => {
        Object.assign(properties?.['imagePullPolicy'] ?? {}, {
          enum: ['Always', 'IfNotPresent', 'Never', 'Sometimes'],
        });
      }),
      'EphemeralContainer.imagePullPolicy takes "Sometimes" in the document, which nobody has decided: add it to "enum" in codegen/definitions/ephemeral-container.ts.',
    ],
    [
      'an enum of a field that has none',
      changeType('EphemeralContainer', ({ properties }) => {
        Object.assign(properties?.['workingDir'] ?? {}, { enum: ['/'] });
      }),
      'EphemeralContainer.workingDir takes "/" in the document, which nobody has decided: add it to "enum" in codegen/definitions/ephemeral-container.ts.',
    ],
    [
      'an enum without a value that was decided',
      changeType('EphemeralContainer', ({ properties }) => {
        Object.assign(properties?.['imagePullPolicy'] ?? {}, { enum: ['Always', 'Never'] });
      }),
      'EphemeralContainer.imagePullPolicy takes "IfNotPresent" in codegen/definitions/ephemeral-container.ts, which the document does not have: remove it there.',
    ],
    [
      'another discriminator',
      changeType('SeccompProfile', (schema) => {
        Object.assign(schema, {
          'x-kubernetes-unions': [
            { discriminator: 'type', 'fields-to-discriminateBy': { other: 'Other', localhostProfile: 'L' } },
          ],
        });
      }),
      'SeccompProfile is a union in the document (type decides on localhostProfile, other), which is not what is defined: correct "union" in codegen/definitions/seccomp-profile.ts.',
    ],
    [
      'a type that is new under an allowed field',
      changeType(
        'EnvVar',
        addField('file', { $ref: '#/components/schemas/io.k8s.api.core.v1.Toleration' }),
        '1.37',
      ),
      'Toleration is reachable from EphemeralContainer since Kubernetes 1.37, and nobody has decided its fields: define it in codegen/definitions/toleration.ts, or forbid the field that leads to it.',
    ],
    [
      'a type under an allowed field that only disallowed ones led to',
      changeType(
        'EnvVar',
        addField('hooks', { $ref: '#/components/schemas/io.k8s.api.core.v1.Lifecycle' }),
        '1.37',
      ),
      'Lifecycle is reachable from EphemeralContainer since Kubernetes 1.25, and nobody has decided its fields: define it in codegen/definitions/lifecycle.ts, or forbid the field that leads to it.',
    ],
  ])('%s', (_, documents, sentence) => {
    expect(problemsOf(definitions, documents)).toContain(sentence);
  });

  test('but not a new field inside a disallowed one', () => {
    const documents = changeType('Probe', addField('retries', { type: 'integer', format: 'int32' }), '1.37');
    expect(problemsOf(definitions, documents)).toEqual([]);
  });

  test('nor an enum of a disallowed field, as a running server publishes them', () => {
    const documents = changeType('EphemeralContainer', ({ properties }) => {
      Object.assign(properties?.['restartPolicy'] ?? {}, { enum: ['Always'] });
    });
    expect(problemsOf(definitions, documents)).toEqual([]);
  });

  test('and all of them at once', () => {
    const documents = changeType('VolumeMount', (schema) => {
      addField('first', { type: 'string' })(schema);
      addField('second', { type: 'string' })(schema);
    });
    expect(problemsOf(definitions, documents)).toHaveLength(2);
  });
});
