/** Records the conversation with the server of a kubeconfig: `npx tsx test/testing/protocol/record.ts KUBECONFIG 1.37`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { converse } from './converse.js';

const [file = '', minor = ''] = process.argv.slice(2);
const config = parse(readFileSync(file, 'utf8')) as {
  clusters: { cluster: { server: string } }[];
  users: { user: { token: string } }[];
};
const answers = await converse({
  url: config.clusters[0]?.cluster.server ?? '',
  token: config.users[0]?.user.token ?? '',
  namespace: 'testing-protocol',
});
const lines = answers.map((answer) => JSON.stringify(answer)).join('\n');
writeFileSync(new URL(`./recorded-${minor}.jsonl`, import.meta.url), `${lines}\n`);
