import { expect, it } from 'vitest';
import { listSources } from '../architecture/sources.js';
import { readSource } from '../root.js';

it('has no rule in the union that no source reports, nor one without a word on it', () => {
  const union = readSource('src/core/rule-id.ts');
  const ids = [...union.matchAll(/^ {2}\| '(.*)'/gm)].map(([, id = '']) => id);
  const documented = [...union.matchAll(/\*\/\n {2}\| '(.*)'/g)].map(([, id = '']) => id);
  const sources = listSources('src').filter((file) => file !== 'src/core/rule-id.ts');
  const text = sources.map(readSource).join('\n');
  expect(ids.length).toBeGreaterThan(30);
  expect(documented).toEqual(ids);
  const reports = (id: string) => new RegExp(`(=|rule:) '${id}'|'${id}'(, \\w+)?,?\\s*\\)`).test(text);
  expect(ids.filter((id) => !reports(id))).toEqual([]);
});
