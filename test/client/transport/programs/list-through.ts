import { connect, ref } from '../stand.js';

/** Run with a cluster of a kubeconfig in JSON: prints how many containers the Pod has. */
const client = connect(JSON.parse(process.argv[2] ?? ''));
console.log((await client.list(ref)).length);
client.close();
