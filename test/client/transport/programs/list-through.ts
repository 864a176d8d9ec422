import { connect, ref } from '../stand.js';

/** Run as `list-through.ts <cluster of a kubeconfig, JSON>`: prints how many containers the Pod has. */
const client = connect(JSON.parse(process.argv[2] ?? ''));
console.log((await client.list(ref)).length);
client.close();
