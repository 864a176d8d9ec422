import type { ApiServer, ContainerIo } from '../../../src/testing/index.js';

/** Holds a program up until somebody is attached to its container: what it writes then comes over the streams. */
export async function untilAttached(server: ApiServer, io: ContainerIo): Promise<void> {
  const { name } = io.container;
  const isAttached = () =>
    server.requests.some(
      ({ path, url, status }) =>
        path.endsWith('/attach') &&
        new URL(url, server.url).searchParams.get('container') === name &&
        status() === 101,
    );
  while (!isAttached()) await io.sleep(5);
}
