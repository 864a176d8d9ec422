import type { FieldModel, FieldType } from '../model/model.js';

/** A field's type as TypeScript: `EnvVar[]`, `'File' | 'FallbackToLogsOnError'`. */
export function typeText(type: FieldType, values?: readonly string[]): string {
  switch (type.kind) {
    case 'array': {
      const item = typeText(type.item, values);
      return item.includes('|') ? `(${item})[]` : `${item}[]`;
    }
    case 'map':
      return `{ [key: string]: ${typeText(type.value)} }`;
    case 'object':
      return type.type;
    case 'int32':
    case 'int64':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'intOrString':
      return 'number | string';
    // The API also takes a number for a quantity, but gives back a string, as other libraries type it.
    case 'quantity':
    case 'time':
    case 'string':
      return values === undefined ? 'string' : values.map(quoted).join(' | ');
  }
}

export function fieldTypeText(field: FieldModel): string {
  return typeText(field.type, field.enum ?? field.publishedEnum);
}

export function forbiddenText(field: FieldModel, why: string): string {
  return `Forbidden<${fieldTypeText(field)}, ${quoted(why)}>`;
}

/** As a string literal in single quotes. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}

/** `FieldRef` of `fieldRef`. */
export function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `envVar` of `EnvVar`, `seLinuxOptions` of `SELinuxOptions`. */
export function camelCase(name: string): string {
  const capitals = /^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/.exec(name)?.[0] ?? '';
  return capitals.toLowerCase() + name.slice(capitals.length);
}
