/** Keys that lead from a value to a part of it: `['env', 0, 'name']`. */
export type Path = readonly (string | number)[];

/**
 * Writes a path the way the API server names fields: `spec.ephemeralContainers[0].env[1].name`.
 * An empty path is `[]`, as `field.NewPath("")` prints it. `before` is what the path goes on from.
 *
 * Source: kubernetes v1.34 apimachinery pkg/util/validation/field/path.go Path.String
 */
export function formatField(path: Path, before = ''): string {
  let text = before;
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += text === '' ? key : `.${key}`;
  }
  return text === '' ? '[]' : text;
}
