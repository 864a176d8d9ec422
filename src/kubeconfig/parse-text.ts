import { parseDocument } from 'yaml';
import { parsePlainYaml } from '../yaml/plain-yaml.js';
import { kubectlTags } from '../yaml/yaml-tags.js';
import { KubeConfigError } from './error.js';

/** What YAML or JSON says, read as kubectl reads it. Errors give the place, never what is written there. */
export function parseText(text: string, name: string): unknown {
  if (/^\s*\{/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      // YAML in braces, or broken: the YAML parser tells where.
    }
  }
  const first = firstDocument(text);
  // As nearly all kubeconfigs are written, and read in a tenth of the time.
  const plain = parsePlainYaml(first);
  if (plain !== undefined) return plain[0]?.value;
  const document = parseDocument(first, {
    customTags: kubectlTags,
    schema: 'failsafe',
    merge: true,
    logLevel: 'silent',
    prettyErrors: false,
    uniqueKeys: false,
  });
  const [error] = document.errors;
  if (error)
    throw new KubeConfigError(
      `${name} is not YAML: ${describe(error.code)} at ${placeOf(text, error.pos[0])}`,
    );
  try {
    return document.toJS({ maxAliasCount: 10_000 });
  } catch {
    throw new KubeConfigError(`${name} is not YAML: its anchors and aliases do not resolve`);
  }
}

/** kubectl reads the first document of several. */
function firstDocument(text: string): string {
  const body = /^(?:[^\S\n]*(?:#[^\n]*)?\n)*---(?=\s)/.exec(text)?.[0].length ?? 0;
  const end = text.slice(body).search(/^(?:---|\.\.\.)(?=\s|$)/m);
  return end < 0 ? text : text.slice(0, body + end);
}

function describe(code: string): string {
  return code.toLowerCase().replaceAll('_', ' ');
}

function placeOf(text: string, offset: number): string {
  const lines = text.slice(0, offset).split('\n');
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}
