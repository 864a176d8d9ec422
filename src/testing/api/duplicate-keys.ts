/** Where a JSON text has a key twice in one object, as the server names such fields. The text must parse. */
export function findDuplicateKeys(text: string): string[] {
  const found: string[] = [];
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  let next = 0;

  function readValue(path: string): void {
    const token = tokens[next];
    next += 1;
    if (token === '{') readObject(path);
    else if (token === '[') readList(path);
  }

  function readObject(path: string): void {
    const seen = new Set<string>();
    while (tokens[next] !== '}' && next < tokens.length) {
      const key = JSON.parse(tokens[next] ?? '""') as string;
      const field = path === '' ? key : `${path}.${key}`;
      if (seen.has(key)) found.push(field);
      seen.add(key);
      next += 2;
      readValue(field);
      if (tokens[next] === ',') next += 1;
    }
    next += 1;
  }

  function readList(path: string): void {
    for (let index = 0; tokens[next] !== ']' && next < tokens.length; index += 1) {
      readValue(`${path}[${index}]`);
      if (tokens[next] === ',') next += 1;
    }
    next += 1;
  }

  readValue('');
  return found;
}
