import { clusterCases } from './cluster-cases.js';
import { combinations } from './combinations.js';
import { execCases } from './exec-cases.js';
import { fileCases, formCases } from './file-cases.js';
import { proxyCases } from './proxy-cases.js';
import type { Case } from './run-case.js';
import { userCases } from './user-cases.js';

export const allCases: readonly Case[] = [
  ...clusterCases,
  ...userCases,
  ...execCases,
  ...fileCases,
  ...formCases,
  ...proxyCases,
  ...combinations,
];

/** The fields of a kubeconfig, and what else decides it, that the cases try. */
export function listFields(): readonly string[] {
  return [...new Set(allCases.flatMap(({ fields }) => fields))].sort();
}
