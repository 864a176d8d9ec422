export interface Command {
  readonly text: string;
  /** What stood before it. */
  readonly after: ';' | '&&' | '||';
}

/**
 * Syntax that this shell does not support, outside quotes or where a shell would expand it inside them.
 * It is refused, since ignoring it would give wrong output.
 */
export function findUnknownSyntax(script: string): string | undefined {
  const expanded = script.replaceAll(/\\.|'[^']*'/gs, ' ');
  if (/\$\(|`/.test(expanded)) return 'command substitution';
  const bare = expanded.replaceAll(/"[^"]*"/gs, ' ').replaceAll(/1?>&2|&&|\|\|/g, ' ');
  if (bare.includes('|')) return 'pipes';
  if (/[<>]/.test(bare)) return 'redirections';
  if (bare.includes('&')) return 'commands in the background';
  return /(?:^|[;\n{(])\s*(if|for|while|until|case|trap|function|\{|\()(?=\s|$)/.exec(bare)?.[1];
}

/** Splits a script at `;`, newlines, `&&` and `||` outside quotes. */
export function splitCommands(script: string): Command[] {
  const commands: Command[] = [];
  let after: Command['after'] = ';';
  let text = '';
  let quote = '';
  for (let index = 0; index < script.length; index += 1) {
    const letter = script[index] ?? '';
    const pair = script.slice(index, index + 2);
    if (quote !== '') {
      text += letter;
      if (letter === quote) quote = '';
    } else if (letter === '\\') {
      text += pair;
      index += 1;
    } else if (letter === "'" || letter === '"') {
      quote = letter;
      text += letter;
    } else if (pair === '&&' || pair === '||') {
      commands.push({ text, after });
      [text, after] = ['', pair];
      index += 1;
    } else if (letter === ';' || letter === '\n') {
      commands.push({ text, after });
      [text, after] = ['', ';'];
    } else {
      text += letter;
    }
  }
  commands.push({ text, after });
  return commands.filter((command) => command.text.trim() !== '');
}

/** Splits a simple command into words: quotes removed, variables replaced outside single quotes. */
export function splitWords(text: string, lookUp: (name: string) => string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index] ?? '';
    if (letter === quote) {
      quote = '';
    } else if (quote === '' && (letter === "'" || letter === '"')) {
      quote = letter;
      word ??= '';
    } else if (quote === '' && /\s/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (letter === '\\' && quote === '') {
      index += 1;
      word = (word ?? '') + (text[index] ?? '');
    } else if (letter === '$' && quote !== "'") {
      const name = /^\$\{?([A-Za-z_][A-Za-z0-9_]*|\?)\}?/.exec(text.slice(index));
      word = (word ?? '') + (name === null ? '$' : lookUp(name[1] ?? ''));
      index += (name?.[0].length ?? 1) - 1;
    } else {
      word = (word ?? '') + letter;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}
