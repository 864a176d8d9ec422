import type { CST } from 'yaml';

// deeper than any API object; the parser is recursive and would overflow the stack
const deepest = 500;

/** The first token of a YAML text that stands too deep to be composed. */
export function findDeepToken(tokens: readonly CST.Token[]): CST.Token | undefined {
  let level = tokens;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return level[0];
    level = level.flatMap(listTokensIn);
  }
  return undefined;
}

function listTokensIn(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) =>
    [key, value].filter((each) => each !== undefined && each !== null),
  );
}
