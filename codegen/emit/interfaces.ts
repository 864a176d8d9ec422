import type { InterfaceDeclarationStructure, OptionalKind, PropertySignatureStructure } from 'ts-morph';
import type { FieldModel, MinorNumber, TypeModel } from '../model/model.js';
import { keptSince, unavailable } from './availability.js';
import { StructureKind } from './compilers.js';
import { doc, fieldDoc, unavailableDoc } from './doc.js';
import { fieldTypeText, forbiddenText } from './type-text.js';

export type Property = OptionalKind<PropertySignatureStructure>;

/** What an interface is emitted for: a shape's minor, and the oldest that is supported. */
export interface TargetMinor {
  readonly minor: MinorNumber;
  readonly oldest: MinorNumber;
}

/**
 * A type with fields that cannot be used is three interfaces, the forbidden fields first: the
 * compiler reports the first property that does not fit, and own members before inherited ones.
 */
export function emitInterfaces(
  type: TypeModel,
  target: TargetMinor,
): readonly InterfaceDeclarationStructure[] {
  const at = targetIn(type, target);
  const properties = type.fields.map((field) => emitProperty(field, at));
  const isForbidden = (_: Property, index: number) => {
    const field = type.fields[index];
    return field !== undefined && unavailable(field, at.minor) !== undefined;
  };
  const forbidden = properties.filter(isForbidden);
  if (forbidden.length === 0) return [emitInterface(type.name, doc(type.doc), properties)];
  const infix = type.name === 'EphemeralContainer' ? '' : type.name;
  const names = [`Forbidden${infix}Fields`, `Allowed${infix}Fields`] as const;
  const allowed = properties.filter((property, index) => !isForbidden(property, index));
  return [
    { ...emitInterface(names[0], [], forbidden), isExported: false },
    emitInterface(names[1], doc(`What can be set in ${type.name}, and nothing else.`), allowed),
    { ...emitInterface(type.name, doc(type.doc), []), extends: [...names] },
  ];
}

/** Inside a type that is newer than the shape: the field that leads to it says why it cannot be used. */
export function targetIn(type: TypeModel, { minor, oldest }: TargetMinor): TargetMinor {
  return { minor: Math.max(minor, type.since), oldest: Math.max(oldest, type.since) };
}

export function emitInterface(
  name: string,
  docs: { description: string }[],
  properties: readonly Property[],
): InterfaceDeclarationStructure {
  return {
    kind: StructureKind.Interface,
    name,
    isExported: true,
    docs,
    properties: [...properties],
  };
}

export function emitProperty(field: FieldModel, target: TargetMinor): Property {
  const why = unavailable(field, target.minor);
  if (why === undefined) {
    return {
      name: field.name,
      hasQuestionToken: !field.required,
      type: fieldTypeText(field),
      docs: fieldDoc(field, keptSince(field), target.oldest),
    };
  }
  return {
    name: field.name,
    hasQuestionToken: true,
    type: forbiddenText(field, why),
    docs: unavailableDoc(field, why),
  };
}
