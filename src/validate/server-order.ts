import type { Path } from '../core/path.js';
import type { Finding } from './findings.js';
import { stages } from './stages.js';

/**
 * In which order the server comes to the fields of an object, by the key that the object has in its
 * parent; a container has `''`, and what is said of the object as a whole has `.` in its place.
 */
export interface FieldOrder {
  readonly [parent: string]: readonly string[];
}

/**
 * Sorts findings as the server tells them: what is about one container by container, stage and field;
 * what is about their Pod by stage, each rule in its own order.
 */
export function inServerOrder(findings: readonly Finding[], order: FieldOrder): Finding[] {
  return [...findings].sort((a, b) => {
    const inContainers = isAboutContainer(a) && isAboutContainer(b);
    const byStage = a.stage - b.stage;
    const byContainer = containerOf(a) - containerOf(b);
    if (!inContainers) return byStage || byContainer;
    return byContainer || byStage || comparePaths(a.path, b.path, order);
  });
}

function isAboutContainer({ stage }: Finding): boolean {
  return stage >= stages.fields && stage <= stages.disallowedInMounts;
}

function comparePaths(a: Path, b: Path, order: FieldOrder): number {
  let parent = '';
  for (let step = 0; step < a.length || step < b.length; step++) {
    const [first, second] = [a[step], b[step]];
    if (typeof first === 'number' && typeof second === 'number') {
      if (first !== second) return first - second;
      continue;
    }
    if (first === second) {
      parent = String(first);
      continue;
    }
    const fields = order[parent];
    return fields === undefined ? 0 : rank(first, fields) - rank(second, fields);
  }
  return 0;
}

function rank(key: string | number | undefined, fields: readonly string[]): number {
  return fields.indexOf(key === undefined ? '.' : String(key));
}

/** What is about the Pod comes after what is about its containers. */
function containerOf({ container }: Finding): number {
  return container ?? Number.MAX_SAFE_INTEGER;
}
