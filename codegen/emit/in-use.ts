import type { InUse } from '../definitions/definition.js';
import { type FieldModel, type Model, minorOf, type TypeModel } from '../model/model.js';
import { objectName, typeOf } from './availability.js';
import { quoted } from './type-text.js';

/** What keeps each gated field in a Pod that had it: data that `src/validate/in-use.ts` reads. */
export function emitFieldUses(model: Model): readonly string[] {
  const rows = model.types.flatMap((type) =>
    type.fields
      .filter((field) => field.inUse !== undefined && field.inUse.length > 0)
      .map(
        (field) =>
          `  ${quoted(`${type.name}.${field.name}`)}: [${listUses(model, type, field).join(', ')}],\n`,
      ),
  );
  return [
    "import type { FieldUse } from '../../src/core/field-use.js';",
    '\n/** Where the server looks for each field that it keeps in a Pod that had it before. */',
    `export const fieldUses = {\n${rows.join('')}} as const satisfies { readonly [field: string]: readonly FieldUse[] };`,
    '\nexport type GatedField = keyof typeof fieldUses;',
  ];
}

function listUses(model: Model, type: TypeModel, field: FieldModel): readonly string[] {
  return (field.inUse ?? []).flatMap((use) => {
    if (use.spec !== undefined) return [writeUse(use, ["'spec'"], [use.spec])];
    return pathsTo(model, type.name).map((path) =>
      writeUse(use, use.containers?.map(quoted), [...path, use.field ?? field.name]),
    );
  });
}

function writeUse(use: InUse, parts: readonly string[] | undefined, path: readonly string[]): string {
  const members = [
    ...(parts === undefined ? [] : [`in: [${parts.join(', ')}]`]),
    `path: [${path.map(quoted).join(', ')}]`,
    ...(use.except === undefined ? [] : [`except: [${use.except.map(quoted).join(', ')}]`]),
    ...(use.since === undefined ? [] : [`since: ${minorOf(use.since)}`]),
    ...(use.until === undefined ? [] : [`until: ${minorOf(use.until)}`]),
  ];
  return `{ ${members.join(', ')} }`;
}

/** Every way from a container to a type. */
function pathsTo(model: Model, name: string): readonly (readonly string[])[] {
  const [root] = model.types;
  const follow = (type: TypeModel | undefined, path: readonly string[]): readonly (readonly string[])[] => {
    if (type?.name === name) return [path];
    return (type?.fields ?? []).flatMap((field) =>
      follow(typeOf(model, objectName(field.type)), [...path, field.name]),
    );
  };
  return follow(root, []);
}
