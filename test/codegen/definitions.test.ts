import { describe, expect, test } from 'vitest';
import { checkRules } from '../../codegen/check-rules.js';
import {
  type Definitions,
  define,
  defineDisallowed,
  type FieldDefinition,
  type Gate,
  type TypeDefinition,
} from '../../codegen/definitions/definition.js';
import { definitions } from '../../codegen/definitions/index.js';
import { fileOf } from '../../codegen/model/find-definition.js';
import { findRoot } from '../../codegen/root.js';
import { problemsIn, problemsOf } from './problems.js';

const source = 'a test';

test('documents and definitions fit each other', () => {
  expect(problemsOf()).toEqual([]);
});

describe('what is defined and matches nothing stops generation:', () => {
  const nothing = (what: string, file: string) =>
    `${what} is defined in codegen/definitions/${file}.ts, but no supported minor has it where an ephemeral container can use it: correct or remove it.`;
  const gate: Gate = { name: 'Some', enabled: '1.30', keptIfInUse: true, source };
  const { keptIfInUse: _, ...silent } = gate;

  test.each<[string, Definitions, string]>([
    [
      'a type',
      add('nothing', define('Nothing', { source, doc: '', fields: {} })),
      nothing('Nothing', 'nothing'),
    ],
    [
      'a misspelt type, whose rule would be left out',
      change('windows-security-context-options', { type: 'WindowsSecurityContextOption' }),
      nothing('WindowsSecurityContextOption', 'windows-security-context-options'),
    ],
    [
      'a misspelt disallowed type',
      change('lifecycle', { type: 'LifeCycle' }),
      nothing('LifeCycle', 'lifecycle'),
    ],
    [
      'an allowed type that only a disallowed field leads to',
      add('probe', define('Probe', { source, doc: '', fields: {} })),
      nothing('Probe', 'probe'),
    ],
    [
      'a type that is defined twice',
      add('again', define('EnvVar', { source, doc: '', fields: {} })),
      'EnvVar is defined a second time in codegen/definitions/again.ts: keep one definition.',
    ],
    [
      'a field',
      changeField('capabilities', 'keep', { doc: '' }),
      nothing('Capabilities.keep', 'capabilities'),
    ],
    [
      'a field of a disallowed type, and its gate',
      add('probe', defineDisallowed('Probe', { source, fields: { retries: { gate } } })),
      nothing('Probe.retries', 'probe'),
    ],
    [
      'a member of a union',
      change('env-var', { union: { kind: 'atMostOne', fields: ['value', 'nothing'] } }),
      'The union of EnvVar in codegen/definitions/env-var.ts names nothing, which is no field of it: correct it there.',
    ],
    [
      'a field that the documents require anyway',
      changeField('env-var', 'name', { required: true }),
      'EnvVar.name is required by the documents themselves: remove "required" in codegen/definitions/env-var.ts.',
    ],
    [
      'a list that is a pointer',
      changeField('capabilities', 'add', { go: 'pointer' }),
      'Capabilities.add is a list, which Go never declares as a pointer: remove "go" in codegen/definitions/capabilities.ts.',
    ],
    [
      'a gate that does not say what in-use means',
      changeField('env-var', 'value', { gate: silent as Gate }),
      'The gate Some of EnvVar.value does not say whether a Pod keeps the field once it has it: add "keptIfInUse" in codegen/definitions/env-var.ts.',
    ],
    [
      'a field whose use would keep another',
      changeField('env-var', 'value', { gate: { ...gate, keptIfInUse: [{ field: 'values' }] } }),
      'The gate Some of EnvVar.value looks at values, which is no field beside it: correct "keptIfInUse" in codegen/definitions/env-var.ts.',
    ],
    [
      'a field of the spec whose use would keep another',
      changeField('env-var', 'value', { gate: { ...gate, keptIfInUse: [{ spec: 'resourceClaim' }] } }),
      'The gate Some of EnvVar.value looks at resourceClaim, which is no field of a Pod\'s spec: correct "keptIfInUse" in codegen/definitions/env-var.ts.',
    ],
    [
      'a value that is no use, and none of the values',
      changeField('seccomp-profile', 'type', { gate: { ...gate, keptIfInUse: [{ except: ['Default'] }] } }),
      'The gate Some of SeccompProfile.type excepts "Default", which is none of its values: correct "keptIfInUse" in codegen/definitions/seccomp-profile.ts.',
    ],
    [
      'an order with a field that is none',
      change('env-var', { order: ['name', 'from'] }),
      'The order of EnvVar in codegen/definitions/env-var.ts names from, which is no field of it: remove it.',
    ],
    [
      'a use that no minor looks for',
      changeField('env-var', 'value', { gate: { ...gate, keptIfInUse: [{ since: '1.34', until: '1.33' }] } }),
      'The gate Some of EnvVar.value looks at the Pod from 1.34 until 1.33, which is never: correct "keptIfInUse" in codegen/definitions/env-var.ts.',
    ],
    [
      'a gate that is on in all minors',
      changeField('env-var', 'value', { gate: { ...gate, enabled: '1.25' } }),
      'The gate Some of EnvVar.value drops the field in no supported minor: correct or remove it in codegen/definitions/env-var.ts.',
    ],
    [
      'a union that no function makes',
      changeField('env-var-source', 'secretKeyRef', { construct: undefined }),
      'EnvVarSource.secretKeyRef has no function that makes it: add "construct" to it in codegen/definitions/env-var-source.ts.',
    ],
    [
      'functions without a namespace',
      change('env-from-source', { namespace: undefined }),
      'EnvFromSource has functions that make it, and no "namespace" for them: add one in codegen/definitions/env-from-source.ts.',
    ],
    [
      'a namespace without functions',
      change('capabilities', { namespace: { name: 'capability', doc: '' } }),
      'Capabilities has the namespace capability for functions, and none in it: remove it in codegen/definitions/capabilities.ts, or add "construct" to a field.',
    ],
    [
      'a namespace within no field',
      change('env-var-source', { namespace: { name: 'env', within: 'EnvVar.from' } }),
      'The namespace of EnvVarSource in codegen/definitions/env-var-source.ts is within EnvVar.from, which no type has: correct it there.',
    ],
    [
      'a parameter that is no field',
      changeField('env-from-source', 'secretRef', {
        construct: { name: 'secret', doc: '', parameters: { secretName: 'secret' } },
      }),
      'The function that makes EnvFromSource.secretRef in codegen/definitions/env-from-source.ts renames secretName, which is no field of SecretEnvSource: correct it there.',
    ],
    [
      'a rule that names no module',
      change('env-var', { rule: 'checkEnvVar' }),
      'The rule of EnvVar in codegen/definitions/env-var.ts is "checkEnvVar": write module#function, of a module in src/rules.',
    ],
    [
      'a rule of a field that is no list',
      changeField('env-var', 'value', { rule: 'env-var#checkEnvVar' }),
      'EnvVar.value is no list, and only those have a rule of their own: put it on the type in codegen/definitions/env-var.ts.',
    ],
  ])('%s', (_, changed, sentence) => {
    expect(problemsOf(changed)).toContain(sentence);
  });

  test.each<[string, Definitions, string]>([
    [
      'a rule that is not in its module',
      change('env-var', { rule: 'env-var#checkEnvVariable' }),
      'The rule of EnvVar in codegen/definitions/env-var.ts is env-var#checkEnvVariable, but src/rules/env-var.ts exports no function checkEnvVariable: correct it there.',
    ],
    [
      'a rule of a module that is not there',
      changeField('ephemeral-container', 'resizePolicy', { rule: 'resize#checkResizePolicies' }),
      'The rule of EphemeralContainer.resizePolicy in codegen/definitions/ephemeral-container.ts is resize#checkResizePolicies, but src/rules/resize.ts exports no function checkResizePolicies: correct it there.',
    ],
  ])('%s', (_, changed, sentence) => {
    expect(problemsIn(() => checkRules(findRoot(), changed))).toEqual([sentence]);
  });

  test('and a member that no definition has does not compile', () => {
    const retries = { gate: silent };
    // @ts-expect-error of a type
    define('EnvVar', { source, doc: '', fields: {}, rules: 'env-var#checkEnvVar' });
    // @ts-expect-error of a field
    define('EnvVar', { source, doc: '', fields: { name: { doc: '', enums: [] } } });
    // @ts-expect-error a gate says what in-use means
    defineDisallowed('Probe', { source, fields: { retries } });
    // @ts-expect-error a field that can be used has a documentation
    define('EnvVar', { source, doc: '', fields: { name: {} } });
  });
});

describe('definitions', () => {
  const all = Object.values(definitions);

  test('have a source, and one or two lines in our own words for every type and field', () => {
    const sources = all.flatMap(({ source, fields }) => [
      source,
      ...Object.values(fields).flatMap((field) => [field.source ?? [], field.gate?.source ?? []]),
    ]);
    expect(sources.flat(2).filter((text) => !/^(kubernetes|k8s\.io)/.test(text))).toEqual([]);
    const docs = all
      .filter(({ doc }) => doc !== undefined)
      .flatMap(({ doc, fields }) => [doc, ...Object.values(fields).map((field) => field.doc)]);
    expect(docs.filter((doc = '') => !/^[A-Z].*\.$/.test(doc) || doc.length > 200)).toEqual([]);
  });

  test('are in a file that is called after the type', () => {
    for (const [file, { type }] of Object.entries(definitions)) expect(fileOf(type)).toBe(file);
  });
});

function add(file: string, definition: TypeDefinition): Definitions {
  return { ...definitions, [file]: definition };
}

/** `undefined` stands for a member that is missing. */
type Changed<Whole> = { readonly [Key in keyof Whole]?: Whole[Key] | undefined };

function change(file: string, changed: Changed<TypeDefinition>): Definitions {
  return { ...definitions, [file]: { ...definitions[file], ...changed } as TypeDefinition };
}

function changeField(file: string, name: string, changed: Changed<FieldDefinition>): Definitions {
  const fields = definitions[file]?.fields ?? {};
  return change(file, { fields: { ...fields, [name]: { ...fields[name], ...changed } as FieldDefinition } });
}
