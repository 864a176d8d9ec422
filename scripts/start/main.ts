import { showClient } from './client.js';
import { showDocuments } from './documents.js';
import { showTypes } from './types.js';
import { showVerdicts } from './verdicts.js';

/** The main job on real input, told step by step; exits 1 where a step does not hold. */
const steps = [
  ['Generate the library from the Kubernetes OpenAPI documents', showDocuments],
  ['Check a program against the generated types', showTypes],
  ['Validate containers as the API servers of several minors do', showVerdicts],
  ['Add a container to a Pod, on an API server in this process', showClient],
] as const;

for (const [index, [title, show]] of steps.entries()) {
  console.log(`\n${index + 1}. ${title}\n`);
  for await (const line of show()) console.log(`   ${line}`);
}
console.log('\nEvery step held. The same container runs on a real node in: npm run test:e2e');
