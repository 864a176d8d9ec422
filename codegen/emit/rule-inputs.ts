import type { FieldType, Model, TypeModel } from '../model/model.js';

/** The types of what rules get: one interface per type that an ephemeral container can use, or a rule gets. */
export function emitRuleInputs(model: Model): readonly string[] {
  const items = model.types.flatMap(({ fields }) =>
    fields.flatMap(({ rule, type }) => (rule !== undefined && type.kind === 'array' ? [type.item] : [])),
  );
  const isInput = (type: TypeModel): boolean =>
    !type.disallowedOnly ||
    type.rule !== undefined ||
    items.some((item) => item.kind === 'object' && item.type === type.name);
  const inputs = model.types.filter(isInput);
  const names = new Set(inputs.map((type) => type.name));
  return [
    '/*\n * The fields that rules read, as they arrive: the JSON types are right by then, and anything may be\n * absent or null, which the server takes for absent.\n */\n',
    'type Maybe<Value> = Value | null | undefined;\n',
    ...inputs.map((type) => {
      const rows = type.fields.map(({ name, type: kind }) => `  readonly ${name}?: ${maybe(kind, names)};\n`);
      return `export interface ${type.name}Value {\n${rows.join('')}}\n`;
    }),
  ];
}

function maybe(type: FieldType, names: ReadonlySet<string>): string {
  return `Maybe<${inputType(type, names)}>`;
}

function inputType(type: FieldType, names: ReadonlySet<string>): string {
  switch (type.kind) {
    case 'array':
      return `readonly ${maybe(type.item, names)}[]`;
    case 'map':
      return `{ readonly [key: string]: ${maybe(type.value, names)} }`;
    case 'object':
      return names.has(type.type) ? `${type.type}Value` : 'object';
    case 'int32':
    case 'int64':
      return 'number';
    case 'quantity':
    case 'intOrString':
      return 'string | number';
    case 'time':
      return 'string';
    default:
      return type.kind;
  }
}
