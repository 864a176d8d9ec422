import { benchBundleSize } from './bundle-size.js';
import { benchCliTime } from './cli-time.js';
import { benchGenerateTime } from './generate-time.js';
import { benchImportTime } from './import-time.js';
import { run } from './processes.js';
import { benchTypeCheck } from './type-check.js';
import { benchValidate } from './validate.js';
import { benchVerdicts } from './verdicts.js';

const sections: Readonly<Record<string, () => Promise<void>>> = {
  validate: benchValidate,
  verdicts: benchVerdicts,
  import: benchImportTime,
  cli: benchCliTime,
  bundle: benchBundleSize,
  types: benchTypeCheck,
  generate: benchGenerateTime,
};

const wanted = process.argv.slice(2);
for (const name of wanted.filter((name) => !(name in sections))) {
  console.error(`There is no benchmark "${name}": choose from ${Object.keys(sections).join(', ')}.`);
  process.exit(2);
}
// what is measured is what is published
if (process.env['BENCH_SOURCE'] !== '1') await run('npm', ['run', '--silent', 'build'], 300);
for (const [name, bench] of Object.entries(sections)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench();
}
