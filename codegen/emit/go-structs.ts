import type { FieldModel, FieldType, Model, TypeModel } from '../model/model.js';
import { reachable } from '../model/reachable.js';
import { objectName, typeOf } from './availability.js';
import { camelCase } from './type-text.js';

/** The first kubectl that has `--custom`. */
const firstCustom = 31;

/** Not in Go's Container, which is what kubectl decodes. */
const ownFields: readonly string[] = ['targetContainerName'];

/** A container as Go declares it: what kubectl reads out of a file, and writes of it. */
export function emitGoStructs(model: Model): readonly string[] {
  const inside = (name: string): readonly string[] =>
    (typeOf(model, name)?.fields ?? [])
      .filter((field) => field.forbidden === undefined)
      .flatMap((field) => objectName(field.type) ?? []);
  // each after those in it
  const height = (name: string): number => 1 + Math.max(0, ...inside(name).map(height));
  const names = [...reachable([model.types[0]?.name ?? ''], inside)].sort((a, b) => height(a) - height(b));
  const types = names.flatMap((name) => typeOf(model, name) ?? []);
  return [
    "import type { GoStruct } from '../../src/core/go-struct.js';\n",
    ...types.map((type) => emitStruct(type, type === model.types[0])),
  ];
}

function emitStruct(type: TypeModel, isRoot: boolean): string {
  const fields = isRoot ? type.fields.filter(({ name }) => !ownFields.includes(name)) : type.fields;
  const rows = fields.map((field) => `  ${field.name}: ${emitField(type, field, isRoot)},\n`).join('');
  const doc =
    '/** Container: what no ephemeral container can have is any `object`, as it is refused whatever is in it. */\nexport ';
  return `${isRoot ? doc : ''}const ${isRoot ? 'goContainer' : camelCase(type.name)}: GoStruct = {\n${rows}};\n`;
}

function emitField(owner: TypeModel, field: FieldModel, isRoot: boolean): string {
  const { type } = field;
  const isList = type.kind === 'array';
  const members = [
    `type: ${field.embedded ? "'embedded'" : goType(isList ? type.item : type, field)}`,
    ...(isList ? ['list: true'] : []),
    `keep: '${isRoot && keep(field) === 'always' ? 'filled' : keep(field)}'`,
    ...(field.since > Math.max(firstCustom, owner.since) ? [`since: ${field.since}`] : []),
  ];
  return `{ ${members.join(', ')} }`;
}

/** kubectl puts the name of the container in its place itself. */
function keep({ go, type, alwaysWritten }: FieldModel): 'set' | 'filled' | 'always' {
  if (go === 'pointer') return 'set';
  return alwaysWritten || type.kind === 'quantity' ? 'always' : 'filled';
}

function goType(type: FieldType, field: FieldModel): string {
  switch (type.kind) {
    case 'object':
      return field.forbidden === undefined ? camelCase(type.type) : "'object'";
    case 'int32':
    case 'int64':
      return "'integer'";
    case 'string':
    case 'boolean':
    case 'quantity':
      return `'${type.kind}'`;
    default:
      throw new Error(
        `Go's ${type.kind} in ${field.name} is not known yet: teach it in codegen/emit/go-structs.ts`,
      );
  }
}
