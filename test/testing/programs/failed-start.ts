/** Starts servers that do not start, and should then end by itself. */
import { type PodInput, startApiServer } from '../../../src/testing/index.js';

const pods = [{ metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: 'a:1' }] } }];
const nameless = { metadata: {} } as PodInput;
const server = await startApiServer();
await startApiServer({ port: server.port, pods }).catch((error) => console.log(error.code));
await startApiServer({ pods: [...pods, nameless] }).catch((error) => console.log(error.name));
await server.close();
console.log(server.openConnections());
