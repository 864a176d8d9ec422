import { benchValidate } from './validate.js';

const sections: Readonly<Record<string, () => Promise<void>>> = {
  validate: benchValidate,
};

const wanted = process.argv.slice(2);
for (const name of wanted.filter((name) => !(name in sections))) {
  console.error(`There is no benchmark "${name}": choose from ${Object.keys(sections).join(', ')}.`);
  process.exit(2);
}
for (const [name, run] of Object.entries(sections)) {
  if (wanted.length === 0 || wanted.includes(name)) await run();
}
