import { isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { PolicyRule } from '../../src/testing/index.js';
import type { Page } from './page.js';

/** One verb on one resource, of a Role or ClusterRole of a page. */
export interface Permission {
  readonly verb: string;
  readonly resource: string;
  /** Whether the page says above the rule that it may be left out. */
  readonly optional: boolean;
  readonly rule: PolicyRule;
}

interface Role {
  readonly kind?: string;
  readonly metadata: { readonly namespace?: string };
  readonly rules: readonly PolicyRule[];
}

/** Each verb on each resource by itself. */
export function readPermissions(page: Page): Permission[] {
  return page.fences
    .filter(({ language }) => language === 'yaml')
    .flatMap(({ code }) => parseAllDocuments(code))
    .flatMap((document) => {
      const role = document.toJS() as Role;
      if (!/^(Cluster)?Role$/.test(role.kind ?? '')) return [];
      const rules = document.get('rules');
      return role.rules.flatMap((rule, index) => {
        const item = isSeq(rules) ? rules.items[index] : undefined;
        const comment = isMap(item) || isScalar(item) ? item.commentBefore : undefined;
        return splitRule(rule, role.metadata.namespace, / optional:/.test(comment ?? ''));
      });
    });
}

function splitRule(
  { verbs, resources = [], ...rest }: PolicyRule,
  namespace: string | undefined,
  optional: boolean,
): Permission[] {
  const where = namespace === undefined ? {} : { namespaces: [namespace] };
  return verbs.flatMap((verb) =>
    resources.map((resource) => ({
      verb,
      resource,
      optional,
      rule: { ...rest, ...where, verbs: [verb], resources: [resource] },
    })),
  );
}
