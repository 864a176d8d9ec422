import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EphemeralContainersClient } from '../../src/client/index.js';
import { type ApiServer, startApiServer } from '../../src/testing/index.js';
import { errorOf } from '../contract/context.js';
import { kubeConfigOf, ref, startServer } from './transport/stand.js';

const typo: object = { timout: 5 };
const container = { image: 'busybox', command: ['sleep', '60'] };
const message = 'timout: there is no such option, did you mean timeout?';

describe('an option that does not exist is refused, with the one that was meant', () => {
  let server: ApiServer;
  let client: EphemeralContainersClient;
  beforeEach(async () => {
    server = await startServer();
    client = EphemeralContainersClient.fromToken({ server: server.url, token: 'secret' });
  });
  afterEach(async () => {
    client.close();
    await server.close();
  });

  it.each<[string, (call: EphemeralContainersClient) => Promise<unknown>]>([
    ['add', (call) => call.add(ref, container, typo)],
    ['run', (call) => call.run(ref, container, typo)],
    ['preview', (call) => call.preview(ref, container, typo)],
    ['readPod', (call) => call.readPod(ref, typo)],
    ['selectPods', (call) => call.selectPods({}, typo)],
    ['list', (call) => call.list(ref, typo)],
    ['findRunning', (call) => call.findRunning(ref, {}, typo)],
    ['open', (call) => call.open(ref, 'debugger', typo)],
    ['fleet', (call) => call.fleet([ref], container, typo).next()],
    ['logIn', (call) => call.logIn(typo)],
  ])('by %s', async (_, call) => {
    expect(await errorOf(call(client))).toEqual(new TypeError(message));
    expect(server.requests).toEqual([]);
  });

  it('by each call of a session', async () => {
    const session = await client.add(ref, container);
    const sent = server.requests.length;
    expect(await errorOf(session.waitForRunning(typo))).toEqual(new TypeError(message));
    expect(await errorOf(session.waitForExit(typo))).toEqual(new TypeError(message));
    expect(await errorOf(session.attach(typo))).toEqual(new TypeError(message));
    expect(await errorOf(session.logs(typo).next())).toEqual(new TypeError(message));
    expect(server.requests.length).toBe(sent);
  });

  it('in a selector, a filter, and what is of one Pod of a fleet', async () => {
    const selector = { labelSelecter: 'app=web' } as object;
    const meant = 'labelSelecter: there is no such option, did you mean labelSelector?';
    expect(await errorOf(client.selectPods(selector))).toEqual(new TypeError(meant));
    expect(await errorOf(client.fleet(selector, container).next())).toEqual(new TypeError(meant));
    expect(await errorOf(client.findRunning(ref, { targetContainer: 'app' } as object))).toMatchObject({
      message: 'targetContainer: there is no such option, only image, targetContainerName, namePrefix, tty',
    });
    const perPod = () => ({ sdtout: () => {} }) as object;
    expect(await errorOf(client.fleet([ref], container, { perPod }).next())).toMatchObject({
      message: 'perPod.sdtout: there is no such option, did you mean stdout?',
    });
  });

  it('by each way to connect, and by the API server for tests', async () => {
    const kubeConfig = kubeConfigOf({ server: server.url });
    const error = new TypeError('pingIntervall: there is no such option, did you mean pingInterval?');
    const wrong: object = { pingIntervall: 5 };
    expect(() => EphemeralContainersClient.fromDefault(wrong)).toThrow(error);
    expect(() => EphemeralContainersClient.fromKubeConfigFile('/no/file', wrong)).toThrow(error);
    expect(() => EphemeralContainersClient.fromKubeConfig(kubeConfig, wrong)).toThrow(error);
    const options = { server: server.url, token: 't', ...wrong };
    expect(() => EphemeralContainersClient.fromToken(options)).toThrow(error);
    expect(await errorOf(EphemeralContainersClient.fromInCluster(wrong))).toEqual(error);
    expect(await errorOf(startApiServer({ pod: [] } as object))).toEqual(
      new TypeError('pod: there is no such option, did you mean pods?'),
    );
  });

  it('unless it is undefined', async () => {
    await client.list(ref, { timout: undefined } as object);
  });

  it('but what a fleet takes is passed to each Pod', async () => {
    const options = {
      until: 'running',
      concurrency: 2,
      imagePullTimeout: 5,
      fieldValidation: 'Warn',
    } as const;
    for await (const result of client.fleet([ref], container, options)) expect(result.ok).toBe(true);
  });
});
