import type { Model } from '../model/model.js';
import { camelCase, pascalCase, quoted } from './type-text.js';

/** The values of each enum, for rules and flags: `volumeMountBindMountOptions`. */
export function emitEnums(model: Model): readonly string[] {
  return model.types.flatMap((type) =>
    type.fields.flatMap(({ name, enum: values }) =>
      values === undefined
        ? []
        : [
            `export const ${camelCase(type.name)}${pascalCase(name)} = [${values.map(quoted).join(', ')}] as const;`,
          ],
    ),
  );
}

/** The fields that cannot be set, by type, each with the reason. */
export function emitDisallowedFields(model: Model): readonly string[] {
  const forbidden = model.types.flatMap(({ fields }) => fields.flatMap((field) => field.forbidden ?? []));
  const reasons = [...new Set(forbidden)];
  const types = model.types.flatMap(({ name, fields }) => {
    const rows = fields.flatMap((field) =>
      field.forbidden === undefined
        ? []
        : [`    ${field.name}: ${nameOf(reasons.indexOf(field.forbidden))},\n`],
    );
    return rows.length === 0 ? [] : [`  ${name}: {\n${rows.join('')}  },\n`];
  });
  return [
    ...reasons.map((reason, index) => `const ${nameOf(index)} = ${quoted(reason)};`),
    "\n/** What the API publishes and never takes, by type and field, with the API server's reason. */",
    `export const disallowedFields = {\n${types.join('')}};`,
  ];
}

function nameOf(index: number): string {
  return index === 0 ? 'reason' : `reason${index + 1}`;
}
