/** Whether an element of the path is `..`. */
export function hasBackstep(path: string): boolean {
  let from = path.indexOf('..');
  while (from >= 0) {
    const before = from === 0 || path[from - 1] === '/';
    const after = from + 2 === path.length || path[from + 2] === '/';
    if (before && after) return true;
    from = path.indexOf('..', from + 1);
  }
  return false;
}

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validatePathNoBacksteps */
export function explainBacksteps(path: string): readonly string[] {
  return hasBackstep(path) ? ["must not contain '..'"] : [];
}

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateLocalDescendingPath */
export function explainLocalPath(path: string): readonly string[] {
  const problems = explainBacksteps(path);
  return path.startsWith('/') ? ['must be a relative path', ...problems] : problems;
}
