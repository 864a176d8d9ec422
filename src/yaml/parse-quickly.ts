import { parseJson, startsJson } from './parse-json.js';
import { parsePlainYaml } from './plain-yaml.js';
import type { TextDocument } from './text-document.js';

/** Reads JSON and plain YAML, without the parser of all YAML; undefined for what only that can read. */
export function parseQuickly(text: string): readonly TextDocument[] | undefined {
  return startsJson(text) ? parseJson(text) : parsePlainYaml(text);
}
