import type { Candidate } from './candidates/candidate.js';
import { invalidDocument, parseCopies, validDocument } from './documents.js';
import { interleave, rate } from './measure.js';

/** What one candidate did, as multiples of `JSON.parse` of the valid document. */
export interface ValidateRatios {
  readonly valid: number;
  /** One call that says no. */
  readonly invalid: number;
  /** One call that also collects every problem and its message; the same call where there is only one. */
  readonly explained: number;
  /** Whether it refused the invalid document at all. */
  readonly refuses: boolean;
}

const rounds = 11;
const slice = 60;

/** Measures in this process, which should have loaded nothing else. */
export function measureValidate({ accepts, explain = accepts }: Candidate): ValidateRatios {
  const good = parseCopies(validDocument);
  const bad = parseCopies(invalidDocument);
  if (!accepts(good[0])) throw new Error('the candidate refuses the valid document');
  const texts = good.map((copy) => JSON.stringify(copy));
  const parse = () => rate(texts, (text) => JSON.parse(text), slice);
  const runs = [
    () => rate(good, (copy) => accepts(copy), slice),
    () => rate(bad, (copy) => accepts(copy), slice),
    () => rate(bad, (copy) => explain(copy), slice),
  ];
  // the first round is for the compiler
  interleave(parse, runs, 1);
  const [valid = Number.NaN, invalid = Number.NaN, explained = Number.NaN] = interleave(parse, runs, rounds);
  return { valid, invalid, explained, refuses: !accepts(bad[0]) };
}

const name = process.argv[2];
if (name !== undefined) {
  const { candidate } = (await import(`./candidates/${name}.js`)) as { candidate: Candidate };
  console.log(JSON.stringify(measureValidate(candidate)));
}
