import { describe, expect, test } from 'vitest';
import type { OpenApiSchema } from '../../codegen/model/openapi.js';
import { readDocument, rootType } from '../../codegen/model/read-document.js';
import { documentOf } from './documents.js';

const refTo = (apiName: string): OpenApiSchema => ({ $ref: `#/components/schemas/${apiName}` });
const quantity = 'io.k8s.apimachinery.pkg.api.resource.Quantity';
const intOrString = 'io.k8s.apimachinery.pkg.util.intstr.IntOrString';
const string = { kind: 'string' };

describe('a field of a document is read as', () => {
  test.each<[string, { given: OpenApiSchema; want: object }]>([
    ['a string', { given: { type: 'string' }, want: string }],
    ['a boolean', { given: { type: 'boolean' }, want: { kind: 'boolean' } }],
    ['an int32', { given: { type: 'integer', format: 'int32' }, want: { kind: 'int32' } }],
    ['an int64', { given: { type: 'integer', format: 'int64' }, want: { kind: 'int64' } }],
    ['an object', { given: refTo('x.Other'), want: { kind: 'object', type: 'x.Other' } }],
    [
      'an object, through allOf and with a default',
      { given: { allOf: [refTo('x.Other')], default: {} }, want: { kind: 'object', type: 'x.Other' } },
    ],
    ['a quantity', { given: refTo(quantity), want: { kind: 'quantity' } }],
    ['an int or string', { given: { allOf: [refTo(intOrString)] }, want: { kind: 'intOrString' } }],
    [
      'a list',
      {
        given: { type: 'array', items: { type: 'string', default: '' } },
        want: { kind: 'array', item: string, listType: 'atomic' },
      },
    ],
    [
      'a set',
      {
        given: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' },
        want: { kind: 'array', item: string, listType: 'set' },
      },
    ],
    [
      'a list with keys',
      {
        given: {
          type: 'array',
          items: refTo('x.Other'),
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['a', 'b'],
          'x-kubernetes-patch-merge-key': 'a',
        },
        want: {
          kind: 'array',
          item: { kind: 'object', type: 'x.Other' },
          listType: 'map',
          mapKeys: ['a', 'b'],
        },
      },
    ],
    [
      'a list with keys, as before 1.30',
      {
        given: { type: 'array', items: refTo('x.Other'), 'x-kubernetes-patch-merge-key': 'a' },
        want: { kind: 'array', item: { kind: 'object', type: 'x.Other' }, listType: 'map', mapKeys: ['a'] },
      },
    ],
    [
      'a map',
      {
        given: { type: 'object', additionalProperties: refTo(quantity) },
        want: { kind: 'map', value: { kind: 'quantity' } },
      },
    ],
  ])('%s', (_, { given, want }) => {
    const document = documentOf({ [rootType]: { properties: { field: given } }, 'x.Other': {} });
    expect(readDocument(document, 30).types.get(rootType)?.fields.get('field')).toEqual({
      type: want,
      required: false,
    });
  });
});

test('required, enums and discriminators are read', () => {
  const document = documentOf({
    [rootType]: {
      required: ['a'],
      properties: {
        a: { type: 'string', enum: ['X', 'Y'] },
        b: { type: 'array', items: { type: 'string', enum: ['Z'] } },
      },
      'x-kubernetes-unions': [{ discriminator: 'a', 'fields-to-discriminateBy': { b: 'B' } }],
    },
  });
  const type = readDocument(document, 30).types.get(rootType);
  expect(type?.union).toEqual({ discriminator: 'a', fields: ['b'] });
  expect(type?.fields.get('a')).toMatchObject({ required: true, enum: ['X', 'Y'] });
  expect(type?.fields.get('b')).toMatchObject({ required: false, enum: ['Z'] });
});

test('only what the root leads to is read, recursion included', () => {
  const document = documentOf({
    [rootType]: { properties: { other: refTo('x.Other') } },
    'x.Other': { properties: { again: refTo('x.Other') } },
    'x.Unrelated': {},
  });
  expect([...readDocument(document, 30).types.keys()]).toEqual([rootType, 'x.Other']);
});

describe('generation stops with a sentence on', () => {
  test.each([
    ['a document without the root', documentOf({}), /OpenAPI v3 document that an API server serves/],
    [
      'a reference to nothing',
      documentOf({ [rootType]: { properties: { a: refTo('x.Gone') } } }),
      /refers to x\.Gone in .*EphemeralContainer\.a, but has no such schema/,
    ],
    [
      'a type that is not known',
      documentOf({ [rootType]: { properties: { a: { type: 'number' } } } }),
      /EphemeralContainer\.a has a type in Kubernetes 1\.30 .* codegen\/model\/read-document\.ts/,
    ],
  ])('%s', (_, document, message) => {
    expect(() => readDocument(document, 30)).toThrow(message);
  });
});
