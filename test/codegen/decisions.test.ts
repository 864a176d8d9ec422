import { describe, expect, test } from 'vitest';
import type { Decisions } from '../../codegen/decisions/decision.js';
import { decisions } from '../../codegen/decisions/index.js';
import { applyDecisions, minorOf } from '../../codegen/model/apply-decisions.js';
import { loadDocuments } from '../../codegen/model/load.js';
import { mergeMinors } from '../../codegen/model/merge-minors.js';
import type { OpenApiDocument } from '../../codegen/model/openapi.js';
import { readDocument } from '../../codegen/model/read-document.js';
import { GenerationStop } from '../../codegen/stop.js';
import { changeType, type Json } from './documents.js';

const source = 'a test';

test('documents and decisions fit each other', () => {
  expect(problemsOf()).toEqual([]);
});

describe('a document that nobody has decided stops generation:', () => {
  const addField = (name: string, field: object) => (schema: Json) => {
    Object.assign(schema['properties'] ?? {}, { [name]: field });
  };

  test.each<[string, ReadonlyMap<string, OpenApiDocument>, string]>([
    [
      'a new field',
      changeType('EphemeralContainer', addField('priority', { type: 'string' }), '1.37'),
      'EphemeralContainer.priority appears in Kubernetes 1.37, and nobody has decided it: allow it in codegen/decisions/allowed-*.ts or forbid it in codegen/decisions/forbidden.ts.',
    ],
    [
      'a new field further down',
      changeType('SELinuxOptions', addField('range', { type: 'string' }), '1.37'),
      'SELinuxOptions.range appears in Kubernetes 1.37, and nobody has decided it: allow it in codegen/decisions/allowed-*.ts or forbid it in codegen/decisions/forbidden.ts.',
    ],
    [
      'an enum value',
      changeType('EphemeralContainer', ({ properties }) => {
        Object.assign(properties?.['imagePullPolicy'] ?? {}, {
          enum: ['Always', 'IfNotPresent', 'Never', 'Sometimes'],
        });
      }),
      'EphemeralContainer.imagePullPolicy takes "Sometimes" in the document, which nobody has decided: add it in codegen/decisions/enums.ts.',
    ],
    [
      'an enum of a field that has none',
      changeType('EphemeralContainer', ({ properties }) => {
        Object.assign(properties?.['workingDir'] ?? {}, { enum: ['/'] });
      }),
      'EphemeralContainer.workingDir takes "/" in the document, which nobody has decided: add it in codegen/decisions/enums.ts.',
    ],
    [
      'an enum without a value that was decided',
      changeType('EphemeralContainer', ({ properties }) => {
        Object.assign(properties?.['imagePullPolicy'] ?? {}, { enum: ['Always', 'Never'] });
      }),
      'EphemeralContainer.imagePullPolicy takes "IfNotPresent" in codegen/decisions/enums.ts, which no document has: remove it there.',
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
      'SeccompProfile is a union in the document (type decides on localhostProfile, other), which is not what is decided: correct it in codegen/decisions/unions.ts.',
    ],
    [
      'a type that is new under an allowed field',
      changeType(
        'EnvVar',
        addField('file', { $ref: '#/components/schemas/io.k8s.api.core.v1.Toleration' }),
        '1.37',
      ),
      'Toleration is reachable from EphemeralContainer since Kubernetes 1.37, and nobody has decided its fields: document it in codegen/decisions/allowed-*.ts, or forbid the field that leads to it in codegen/decisions/forbidden.ts.',
    ],
  ])('%s', (_, documents, sentence) => {
    expect(problemsOf(decisions, documents)).toContain(sentence);
  });

  test('but not a new field inside a disallowed one', () => {
    const documents = changeType('Probe', addField('retries', { type: 'integer', format: 'int32' }), '1.37');
    expect(problemsOf(decisions, documents)).toEqual([]);
  });

  test('nor an enum of a disallowed field, as a running server publishes them', () => {
    const documents = changeType('EphemeralContainer', ({ properties }) => {
      Object.assign(properties?.['restartPolicy'] ?? {}, { enum: ['Always'] });
    });
    expect(problemsOf(decisions, documents)).toEqual([]);
  });

  test('and all of them at once', () => {
    const documents = changeType('VolumeMount', (schema) => {
      addField('first', { type: 'string' })(schema);
      addField('second', { type: 'string' })(schema);
    });
    expect(problemsOf(decisions, documents)).toHaveLength(2);
  });
});

describe('a decision that matches nothing stops generation:', () => {
  const stale = (what: string, file: string) =>
    `${what} is decided in codegen/decisions/${file}, but no supported minor has it where an ephemeral container can use it: remove or correct the decision.`;
  const field = 'EphemeralContainer.nothing';

  test.each<[string, Partial<Decisions>, string]>([
    [
      'an allowed type',
      { allowed: { ...decisions.allowed, Nothing: { doc: '', source, fields: {} } } },
      stale('Nothing', 'allowed-*.ts'),
    ],
    [
      'an allowed type that only a disallowed field leads to',
      { allowed: { ...decisions.allowed, Probe: { doc: '', source, fields: {} } } },
      stale('Probe', 'allowed-*.ts'),
    ],
    [
      'an allowed field',
      {
        allowed: {
          ...decisions.allowed,
          Capabilities: { doc: '', source, fields: { add: '', drop: '', keep: '' } },
        },
      },
      stale('Capabilities.keep', 'allowed-*.ts'),
    ],
    [
      'a forbidden field',
      { forbidden: [...decisions.forbidden, { field, reason: '', doc: '', source }] },
      stale(field, 'forbidden.ts'),
    ],
    ['an enum', { enums: [...decisions.enums, { field, values: [], source }] }, stale(field, 'enums.ts')],
    [
      'a member of a union',
      {
        unions: [
          ...decisions.unions,
          { type: 'EnvVar', union: { kind: 'atMostOne', fields: ['value', 'nothing'] }, source },
        ],
      },
      stale('EnvVar.nothing', 'unions.ts'),
    ],
    [
      'a required field',
      { required: [...decisions.required, { field, source }] },
      stale(field, 'required.ts'),
    ],
    [
      'a default',
      { defaults: [...decisions.defaults, { field, value: 1, source }] },
      stale(field, 'defaults.ts'),
    ],
    [
      'a feature gate',
      { gates: [...decisions.gates, { field, gate: 'Nothing', enabledSince: 'not yet', source }] },
      stale(field, 'gates.ts'),
    ],
    [
      'a pointer',
      { go: [...decisions.go, { type: 'EphemeralContainer', pointers: ['nothing'], source }] },
      stale(field, 'go.ts'),
    ],
    [
      'a format',
      { formats: [...decisions.formats, { field, keywords: {}, source }] },
      stale(field, 'formats.ts'),
    ],
    [
      'a constructor',
      { constructors: [...decisions.constructors, { namespace: 'env', name: 'none', field, doc: '' }] },
      stale(field, 'constructors.ts'),
    ],
    [
      'a field that the documents require anyway',
      { required: [...decisions.required, { field: 'EnvVar.name', source }] },
      'EnvVar.name is required by the documents themselves: remove it from codegen/decisions/required.ts.',
    ],
    [
      'a field that is both allowed and forbidden',
      {
        forbidden: [...decisions.forbidden, { field: 'EphemeralContainer.tty', reason: '', doc: '', source }],
      },
      'EphemeralContainer.tty is both allowed and forbidden: remove it from codegen/decisions/allowed-*.ts or codegen/decisions/forbidden.ts.',
    ],
    [
      'a field that is decided twice',
      { defaults: [...decisions.defaults, ...decisions.defaults.slice(0, 1)] },
      'EphemeralContainer.terminationMessagePath is decided twice in codegen/decisions/defaults.ts: keep one.',
    ],
    [
      'a union that no function makes',
      { constructors: decisions.constructors.filter((decision) => decision.name !== 'fromSecret') },
      'EnvVarSource.secretKeyRef has no function that makes it: name one in codegen/decisions/constructors.ts.',
    ],
  ])('%s', (_, changed, sentence) => {
    expect(problemsOf({ ...decisions, ...changed })).toContain(sentence);
  });
});

test('every decision has a source and every field one or two lines in our own words', () => {
  const { allowed, constructors, ...lists } = decisions;
  const sourced = [...Object.values(allowed), ...Object.values(lists).flat()];
  expect(sourced.filter((decision) => !/^(kubernetes|k8s\.io)/.test(decision.source))).toEqual([]);
  const docs = [
    ...Object.values(allowed).flatMap(({ doc, fields }) => [doc, ...Object.values(fields)]),
    ...decisions.forbidden.map(({ doc }) => doc),
  ];
  expect(docs.filter((doc) => !/^[A-Z].*\.$/.test(doc) || doc.length > 200)).toEqual([]);
});

/** The sentences that generation stops with; none if it does not. */
function problemsOf(changed: Decisions = decisions, documents = loadDocuments()): readonly string[] {
  const read = [...documents].map(([minor, document]) => readDocument(document, minorOf(minor)));
  try {
    applyDecisions(mergeMinors(read), changed);
    return [];
  } catch (error) {
    if (error instanceof GenerationStop) return error.problems;
    throw error;
  }
}
