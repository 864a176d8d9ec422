import type { InterfaceDeclarationStructure, TypeAliasDeclarationStructure } from 'ts-morph';
import type { Union } from '../definitions/definition.js';
import type { FieldModel, TypeModel } from '../model/model.js';
import { StructureKind } from './compilers.js';
import { doc } from './doc.js';
import { emitInterface, emitProperty, type Property, type TargetMinor, targetIn } from './interfaces.js';
import { pascalCase, quoted } from './type-text.js';

type UnionStatements = readonly (TypeAliasDeclarationStructure | InterfaceDeclarationStructure)[];

/** A named interface for each way to write the type: names are what hovers and errors show. */
export function emitUnion(type: TypeModel, union: Union, target: TargetMinor): UnionStatements {
  const at = targetIn(type, target);
  const arms = union.kind === 'discriminated' ? emitKinds(type, union, at) : emitArms(type, union, at);
  return [
    {
      kind: StructureKind.TypeAlias,
      name: type.name,
      isExported: true,
      docs: doc(type.doc),
      type: alternatives(
        type.name,
        arms.map((arm) => arm.name),
      ),
    },
    ...arms,
  ];
}

/**
 * One arm per field that excludes the others. A field of a later minor has an arm too, which nobody
 * can write: older values stay assignable to the newer type, and the compiler prints the reason.
 */
function emitArms(
  type: TypeModel,
  union: Extract<Union, { fields: readonly string[] }>,
  target: TargetMinor,
): readonly InterfaceDeclarationStructure[] {
  return union.fields.map((own, index) => {
    // Where all may be absent, that is the first arm.
    const optional = union.kind === 'atMostOne' && index === 0;
    const properties = type.fields.map((field): Property => {
      const property = emitProperty(field, target);
      if (field.name === own) return { ...property, hasQuestionToken: optional };
      if (!union.fields.includes(field.name)) return property;
      const refused = union.kind === 'atMostOne' ? union.refused : undefined;
      if (refused?.field !== field.name) return never(field);
      return { ...never(field), type: `Forbidden<${refused.as}, ${quoted(refused.why)}>` };
    });
    return emitInterface(armName(type, own), doc(`${type.name} with \`${own}\`.`), properties);
  });
}

/** One arm for the values of the discriminator that want the field, one for the others. */
function emitKinds(
  type: TypeModel,
  union: Extract<Union, { kind: 'discriminated' }>,
  target: TargetMinor,
): readonly InterfaceDeclarationStructure[] {
  const values = type.fields.find((field) => field.name === union.discriminator)?.enum ?? [];
  const others = values.filter((value) => !union.values.includes(value));
  const emitKind = (taken: readonly string[], wantsField: boolean): readonly Property[] =>
    type.fields.map((field) => {
      const property = emitProperty(field, target);
      if (field.name === union.discriminator) return { ...property, type: taken.map(quoted).join(' | ') };
      if (field.name !== union.field) return property;
      return wantsField ? { ...property, hasQuestionToken: false } : never(field);
    });
  return [
    emitInterface(
      armName(type, union.values.join('Or')),
      doc(`${type.name} with \`${union.field}\`.`),
      emitKind(union.values, true),
    ),
    emitInterface(
      armName(type, 'Other'),
      doc(`${type.name} without \`${union.field}\`.`),
      emitKind(others, false),
    ),
  ];
}

/** `?: never` and not `Forbidden`: only so does `if (source.fieldRef)` tell the arms apart, of which one field is enough. */
function never(field: FieldModel): Property {
  return { name: field.name, hasQuestionToken: true, type: 'never' };
}

/** `EnvVarSourceFieldRef`. */
export function armName(type: TypeModel, own: string): string {
  return type.name + pascalCase(own);
}

function alternatives(name: string, arms: readonly string[]): string {
  const line = arms.join(' | ');
  return `export type ${name} = ${line};`.length <= 110
    ? line
    : `\n${arms.map((arm) => `  | ${arm}`).join('\n')}`;
}
