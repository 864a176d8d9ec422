import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { connectAccess } from '../../src/client/transport/access.js';
import { createTransport } from '../../src/client/transport/transport.js';
import { type LoadOptions, loadKubeConfig } from '../../src/kubeconfig/load.js';
import { hang } from '../limits.js';
import { type Stand, startStand } from './beside/stand.js';
import { configOf } from './beside/write-case.js';

let stand: Stand;
let serviceAccountFolder: string;
beforeAll(async () => {
  stand = await startStand();
  serviceAccountFolder = join(stand.folder, 'serviceaccount');
});
afterAll(() => stand.close());
beforeEach(() => {
  rmSync(stand.folder, { recursive: true });
  mkdirSync(serviceAccountFolder, { recursive: true });
  write('ca.crt', stand.authority.cert);
  write('token', 'of-the-account\n');
  write('namespace', 'shop\n');
  stand.takeRequests();
});

const write = (name: string, text: string) => writeFileSync(join(serviceAccountFolder, name), text);

/** Asks for the Pods as `fromDefault` does in a Pod with these variables, and answers with what the server saw. */
async function list(env: Readonly<Record<string, string>>, options: LoadOptions = {}) {
  const inPod = {
    HOME: stand.folder,
    KUBERNETES_SERVICE_HOST: '127.0.0.1',
    KUBERNETES_SERVICE_PORT: stand.values['https'],
    ...env,
  };
  const connection = connectAccess(loadKubeConfig({ ...options, serviceAccountFolder, env: inPod }));
  const transport = createTransport(connection, { userAgent: 'test', requestTimeout: hang });
  try {
    const path = `/api/v1/namespaces/${connection.namespace}/pods`;
    const answer = await transport.send({ method: 'GET', path }, new AbortController().signal);
    answer.resume();
  } finally {
    transport.close();
  }
  return stand.takeRequests();
}

it('without a kubeconfig, a Pod connects as its service account', async () => {
  const [request] = await list({});
  expect(request).toMatchObject({
    scheme: 'https',
    path: '/api/v1/namespaces/shop/pods',
    authorization: 'Bearer of-the-account',
  });
});

it('so it does where KUBECONFIG names a file that is not there, or is empty', async () => {
  const empty = join(stand.folder, 'empty');
  writeFileSync(empty, '# nothing yet\n');
  for (const file of [join(stand.folder, 'none'), empty]) {
    const [request] = await list({ KUBECONFIG: file });
    expect(request?.authorization).toBe('Bearer of-the-account');
  }
});

it('a kubeconfig that names a context goes before the service account', async () => {
  const file = join(stand.folder, 'config');
  const server = `https://127.0.0.1:${stand.values['https']}`;
  const authority = stand.values['caData'];
  writeFileSync(file, configOf({ cluster: { server, 'certificate-authority-data': authority } }));
  const [request] = await list({ KUBECONFIG: file });
  expect(request?.authorization).toBe('Bearer t');
});

it('the token is read anew, and POD_NAMESPACE goes before the file', async () => {
  write('token', 'renewed');
  const [request] = await list({ POD_NAMESPACE: 'other' }, { impersonate: { user: 'jane' } });
  expect(request).toMatchObject({
    authorization: 'Bearer renewed',
    path: '/api/v1/namespaces/other/pods',
    impersonate: ['impersonate-user: jane'],
  });
});

it('outside of a Pod, and without a token, it says that there is no kubeconfig', async () => {
  await expect(list({ KUBERNETES_SERVICE_HOST: '' })).rejects.toThrow(/^no kubeconfig found at /);
  rmSync(join(serviceAccountFolder, 'token'));
  await expect(list({})).rejects.toThrow(/^no kubeconfig found at /);
});
