// Adds up vitest's JSON reports and the plain steps in a folder, and prints `N passed, N failed`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = process.argv[2] ?? '.';
let passed = 0;
let failed = 0;

for (const file of readdirSync(folder).filter((name) => name.endsWith('.step'))) {
  if (readFileSync(join(folder, file), 'utf8').trim() === 'passed') continue;
  console.log(`failed: ${basename(file, '.step')}`);
  failed++;
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.exit'))) {
  const name = basename(file, '.exit');
  const run = countReport(join(folder, `${name}.json`));
  // a crash, an unhandled rejection or an empty run fails without failing any test
  const exited = readFileSync(join(folder, file), 'utf8').trim();
  if (run.failed === 0 && (exited !== '0' || run.passed === 0)) {
    console.log(`failed: ${name} exited with ${exited}, ${run.passed} tests passed`);
    run.failed++;
  }
  passed += run.passed;
  failed += run.failed;
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function countReport(path) {
  if (!existsSync(path)) return { passed: 0, failed: 0 };
  const report = JSON.parse(readFileSync(path, 'utf8'));
  // a file that does not load has no tests to fail
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}
