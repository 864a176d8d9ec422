import { join } from 'node:path';
import type { Definitions } from './definitions/definition.js';
import { readText } from './files.js';
import { GenerationError } from './generation-error.js';

/** Stops where a definition names a rule that is no function of src/rules. */
export function checkRules(root: string, definitions: Definitions): void {
  const problems = Object.entries(definitions).flatMap(([file, { type, rule, fields }]) => {
    const own = Object.entries(fields).map(([name, field]) => [`${type}.${name}`, field.rule] as const);
    return [[type, rule] as const, ...own].flatMap(([what, named]) => {
      if (named === undefined || hasRule(root, named)) return [];
      const [module, name] = named.split('#');
      return [
        `The rule of ${what} in codegen/definitions/${file}.ts is ${named}, but src/rules/${module}.ts exports no function ${name}: correct it there.`,
      ];
    });
  });
  if (problems.length > 0) throw new GenerationError(problems);
}

function hasRule(root: string, rule: string): boolean {
  const [module, name] = rule.split('#');
  const text = readText(join(root, 'src/rules', `${module}.ts`));
  return text !== undefined && new RegExp(`^export function ${name}\\b`, 'm').test(text);
}
