import { appendFileSync, readFileSync } from 'node:fs';

// A login plugin: gives the answers of `ANSWERS` in turn, the last one for ever, and counts in `CALLS`.
const { CALLS = '', ANSWERS = '[]', KEEP_WAITING } = process.env;
appendFileSync(CALLS, '.');
const calls = readFileSync(CALLS, 'utf8').length;
const answers = JSON.parse(ANSWERS);
const answer = answers[Math.min(calls, answers.length) - 1];
if (KEEP_WAITING) await new Promise((resolve) => setTimeout(resolve, Number(KEEP_WAITING)));
if (answer.failure) {
  console.error(answer.failure);
  process.exitCode = 1;
} else {
  const apiVersion = 'client.authentication.k8s.io/v1';
  console.log(JSON.stringify({ apiVersion, kind: 'ExecCredential', status: answer }));
}
