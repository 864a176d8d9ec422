import { goQuote } from '../core/go-text.js';
import { type Finding, invalid } from '../validate/finding.js';

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
export function checkNoBacksteps(out: Finding[], key: string, path: string): void {
  if (hasBackstep(path)) invalid(out, key, goQuote(path), "must not contain '..'", 'local-path');
}

/** Source: kubernetes v1.34 pkg/apis/core/validation/validation.go validateLocalDescendingPath */
export function checkLocalPath(out: Finding[], key: string, path: string): void {
  if (path.charCodeAt(0) === 47) invalid(out, key, goQuote(path), 'must be a relative path', 'local-path');
  checkNoBacksteps(out, key, path);
}
