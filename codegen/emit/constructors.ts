import type { FieldModel, TypeModel } from '../model/model.js';
import { objectName, type Shape, unavailable } from './availability.js';
import { camelCase, fieldTypeText, quoted } from './type-text.js';
import { armName } from './unions.js';

/** Objects of functions that make unions, and the arms of the shape that their types name. */
export interface Namespaces {
  readonly statements: readonly string[];
  readonly types: ReadonlySet<string>;
}

/** One function: what it takes, what it gives, and the literal in between. */
interface ConstructorFunction {
  readonly name: string;
  readonly doc: string;
  readonly parameters: readonly string[];
  readonly returns: string;
  /** The members of the object that it makes. */
  readonly members: readonly string[];
}

export function emitNamespaces(shape: Shape): Namespaces {
  const owners = shape.types.filter((type) => type.namespace !== undefined);
  const names = [...new Set(owners.map((type) => type.namespace?.name ?? ''))];
  const types = new Set<string>();
  const statements = names.flatMap((name) => {
    const own = owners.filter((type) => type.namespace?.name === name);
    const constructors = own.flatMap((type) =>
      type.fields.flatMap((field) => emitConstructors(shape, type, field)),
    );
    for (const { returns } of constructors) types.add(returns);
    const text = own.find((type) => type.namespace?.doc !== undefined)?.namespace?.doc ?? '';
    return constructors.length === 0 ? [] : [emitNamespace(name, text, constructors)];
  });
  return { statements, types };
}

function emitNamespace(name: string, text: string, constructors: readonly ConstructorFunction[]): string {
  const functions = constructors.flatMap(({ name, doc, parameters, returns, members }) => [
    `/** ${doc} */`,
    ...layOut(`${name}(`, parameters, `): ${returns} {`),
    ...layOut(`  return dropUndefined<${returns}>({ `, members, ' });', '  '),
    '},',
  ]);
  const lines = functions.map((line) => `  ${line}\n`);
  return `\n/** ${text} */\nexport const ${name} = {\n${lines.join('')}};`;
}

/** A list on one line, or on a line per item where that is too long. */
function layOut(open: string, items: readonly string[], close: string, indentation = ''): readonly string[] {
  const line = open + items.join(', ') + close;
  if (line.length < 108) return [line];
  return [
    open.trimEnd(),
    ...items.map((item) => `${indentation}  ${item},`),
    indentation + close.trimStart(),
  ];
}

/** None where the shape does not have the field. */
function emitConstructors(shape: Shape, type: TypeModel, field: FieldModel): readonly ConstructorFunction[] {
  const { construct } = field;
  if (construct === undefined || unavailable(field, shape.minor) !== undefined) return [];
  if (construct.name === undefined) return emitKinds(type, field, construct.doc);
  const target = shape.types.find((other) => other.name === objectName(field.type));
  if (target === undefined) return [emitPlain(type, field, construct.name, construct.doc)];
  return [emitReference(shape, type, field, target, construct.name)];
}

/** `env.value(name, value)`. */
function emitPlain(type: TypeModel, field: FieldModel, name: string, text: string): ConstructorFunction {
  const required = type.fields.filter((other) => other.required);
  const fields = [...required, field];
  return {
    name,
    doc: text,
    parameters: fields.map((own) => `${own.name}: ${fieldTypeText(own)}`),
    returns: armName(type, field.name),
    members: fields.map((own) => own.name),
  };
}

/** `env.fromSecret(name, secret, key, options)`, `envFrom.secret(secret, options)`. */
function emitReference(
  shape: Shape,
  type: TypeModel,
  field: FieldModel,
  target: TypeModel,
  name: string,
): ConstructorFunction {
  const { parameters: renamed = {}, doc: text = '' } = field.construct ?? {};
  const within = type.namespace?.within;
  const [outer, outerField] = within === undefined ? [undefined, undefined] : find(shape, within);
  const owner = outer ?? type;
  const leading = owner.fields.filter((own) => own.required);
  const arms = owner.union?.kind === 'discriminated' ? [] : (owner.union?.fields ?? []);
  const beside = owner.fields.filter((own) => !own.required && !arms.includes(own.name));
  const required = target.fields.filter((own) => own.required);
  const optional = target.fields.filter((own) => !own.required);
  const parameter = (own: FieldModel) => renamed[own.name] ?? own.name;
  const reference = [
    ...required.map((own) => (parameter(own) === own.name ? own.name : `${own.name}: ${parameter(own)}`)),
    '...options',
  ];
  const source = `${field.name}: { ${reference.join(', ')} }`;
  const members = [...leading, ...beside].map((own) => own.name);
  const options = [...beside, ...optional];
  return {
    name,
    doc: text,
    parameters: [
      ...leading.map((own) => `${own.name}: ${fieldTypeText(own)}`),
      ...required.map((own) => `${parameter(own)}: ${fieldTypeText(own)}`),
      ...(options.length > 0 ? [optionsParameter(beside, options)] : []),
    ],
    returns: armName(owner, outerField?.name ?? field.name),
    members: [...members, outerField === undefined ? source : `${outerField.name}: { ${source} }`],
  };
}

function optionsParameter(beside: readonly FieldModel[], options: readonly FieldModel[]): string {
  const type = `{ ${options.map((own) => `${own.name}?: ${fieldTypeText(own)}`).join('; ')} }`;
  if (beside.length === 0) return `options: ${type} = {}`;
  return `{ ${beside.map((own) => own.name).join(', ')}, ...options }: ${type} = {}`;
}

/** `seccomp.runtimeDefault()`, `seccomp.localhost(localhostProfile)`. */
function emitKinds(type: TypeModel, field: FieldModel, text: string): readonly ConstructorFunction[] {
  const { union } = type;
  if (union?.kind !== 'discriminated') return [];
  const extra = type.fields.find((own) => own.name === union.field);
  return (field.enum ?? []).map((value) => {
    const wantsField = union.values.includes(value);
    return {
      name: camelCase(value),
      doc: `${text} of type \`${value}\`.`,
      parameters: wantsField && extra ? [`${extra.name}: ${fieldTypeText(extra)}`] : [],
      returns: armName(type, wantsField ? union.values.join('Or') : 'Other'),
      members: [`${field.name}: ${quoted(value)}`, ...(wantsField ? [union.field] : [])],
    };
  });
}

function find(shape: Shape, field: string): readonly [TypeModel | undefined, FieldModel | undefined] {
  const [typeName, name] = field.split('.');
  const type = shape.types.find((other) => other.name === typeName);
  return [type, type?.fields.find((other) => other.name === name)];
}
