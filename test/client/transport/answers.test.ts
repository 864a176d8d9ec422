import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { errorOf } from '../../contract/context.js';
import { type MiddlemanOptions, startMiddleman, toPort } from './fronts.js';
import { connect, createCleanup, ref, runThrough, startServer, throughout } from './stand.js';

const { add, run: cleanUp } = createCleanup();
afterEach(cleanUp);

async function stand(meddling: MiddlemanOptions) {
  const server = add(await startServer());
  const { cluster } = add(await startMiddleman(toPort(server.port), meddling));
  return { server, client: add(connect(cluster)) };
}

describe('an answer that is compressed', () => {
  it('is read', async () => {
    const asked: unknown[] = [];
    const pod = {
      metadata: { name: 'web', uid: 'u' },
      spec: { containers: [], ephemeralContainers: [{ name: 'a' }] },
    };
    const { client } = await stand({
      answer({ headers }, response) {
        asked.push(headers['accept-encoding']);
        response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(JSON.stringify(pod)));
        return true;
      },
    });
    expect((await client.list(ref)).map(({ name }) => name)).toEqual(['a']);
    expect(asked).toEqual(['gzip']);
  });

  it('is off for a stream, which must arrive as it is written', async () => {
    const { server, client } = await stand({});
    expect(await runThrough(client)).toBe(throughout);
    const streams = server.requests.filter(
      ({ url, path }) => /watch=true/.test(url) || path.endsWith('/log'),
    );
    expect(streams.length).toBeGreaterThan(1);
    expect(new Set(streams.map(({ headers }) => headers['accept-encoding']))).toEqual(new Set([undefined]));
  });

  it('is an error where it cannot be read', async () => {
    const { client } = await stand({
      answer(_, response) {
        response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('{}');
        return true;
      },
    });
    expect(await errorOf(client.list(ref))).toMatchObject({
      kind: 'request-failed',
      message: expect.stringContaining('not gzip'),
    });
  });
});

describe('an answer of something else than an API server', () => {
  it.each([301, 302, 307, 308])('%i is not followed, and names where it leads', async (code) => {
    const paths: unknown[] = [];
    const { client } = await stand({
      answer({ url }, response) {
        paths.push(url);
        response.writeHead(code, { Location: 'https://login.test/?back=1' }).end();
        return true;
      },
    });
    expect(await errorOf(client.list(ref))).toMatchObject({
      kind: 'request-failed',
      status: { code },
      message: expect.stringMatching(
        /redirects to https:\/\/login\.test\/\?back=1; name the API server itself/,
      ),
    });
    expect(paths).toEqual(['/api/v1/namespaces/default/pods/web']);
  });

  const pages = [
    '<html>Sign in</html>',
    '\n<!DOCTYPE html>\n<title>Sign in</title>',
    '<?xml version="1.0"?><Error/>',
  ];
  const answers = pages.flatMap((page) =>
    [200, 400, 401, 403, 404, 502].map((code) => [code, page] as const),
  );
  it.each(answers)('%i and the page %j has the address named, and no page printed', async (code, page) => {
    const { client } = await stand({
      answer(_, response) {
        response.writeHead(code, { 'Content-Type': 'text/html' }).end(page);
        return true;
      },
    });
    const error = String(await errorOf(client.list(ref, { timeout: 1_000 })));
    expect(error).toMatch(
      new RegExp(`https?://127.0.0.1:\\d+ answered ${code} [A-Z][A-Za-z ]+ with a page of HTML`),
    );
    expect(error).not.toMatch(/[<>]|Sign in/);
  });

  it.each([
    [503, 'upstream connect error', / answered 503 Service Unavailable: upstream connect error/],
    [502, '', / answered 502 Bad Gateway without a message/],
    [400, '{"error":"no route"}', / answered 400 Bad Request: \{"error":"no route"\}/],
    [404, 'no route', /check the address of the cluster: https?:\S+ answered 404 Not Found: no route/],
  ])('%i and the text %j has the address before it', async (code, text, message) => {
    const { client } = await stand({
      answer: (_, response) => Boolean(response.writeHead(code).end(text)),
    });
    expect(String(await errorOf(client.list(ref, { timeout: 1_000 })))).toMatch(message);
  });

  it('is no HTTP', async () => {
    const { client } = await stand({
      answer({ socket }) {
        socket.end('SSH-2.0-OpenSSH_9.2\r\n');
        return true;
      },
    });
    expect(await errorOf(client.list(ref))).toMatchObject({
      kind: 'server-unavailable',
      transient: false,
      message: expect.stringMatching(/is it http that is spoken there\?$/),
    });
  });

  it('has larger headers than are read', async () => {
    const { client } = await stand({
      answer(_, response) {
        response.writeHead(200, { 'Set-Cookie': 'x'.repeat(100_000) }).end('{}');
        return true;
      },
    });
    expect(await errorOf(client.list(ref))).toMatchObject({
      kind: 'server-unavailable',
      transient: false,
      message: expect.stringMatching(/larger headers than are read$/),
    });
  });
});

it('headers as large as an API server may send are read', async () => {
  const warnings = ['v', 'w'].map((letter) => `299 - "${letter.repeat(4_000)}"`);
  const { client } = await stand({
    answer({ method }, response) {
      if (method === 'PATCH') response.setHeader('Warning', warnings);
      return false;
    },
  });
  const session = await client.add(ref, { image: 'busybox', command: ['sleep', '100'] });
  expect(session.warnings.map((text) => text.length)).toEqual([4_000, 4_000]);
});

it('a server behind a path is reached there, its streams too', async () => {
  const server = add(await startServer());
  const prefix = '/k8s/clusters/c-1';
  const { cluster } = add(
    await startMiddleman(toPort(server.port), {
      answer(request, response) {
        if (!request.url?.startsWith(`${prefix}/`)) return Boolean(response.writeHead(404).end());
        request.url = request.url.slice(prefix.length);
        return false;
      },
      changeUpgrade: (head) => head.replace(`GET ${prefix}/`, 'GET /'),
    }),
  );
  const client = add(connect({ ...cluster, server: `${cluster.server}${prefix}/` }));
  expect(await runThrough(client)).toBe(throughout);
});

describe('the address of a server', () => {
  it.each(['10.0.0.1:6443', 'ftp://10.0.0.1', 'https://a b', 'https://10.0.0.1:0'])(
    'is not %s',
    (address) => {
      expect(() => connect({ server: address })).toThrow(
        `kubeConfig: server: must be an http or https URL, got ${JSON.stringify(address)}`,
      );
    },
  );

  it('is one that can be found', async () => {
    const client = add(connect({ server: 'https://no-such-host.invalid' }));
    const error = await errorOf(client.list(ref, { timeout: 5_000 }));
    expect(String(error)).toMatch(
      /cannot reach https:\/\/no-such-host\.invalid: getaddrinfo (ENOTFOUND|EAI_AGAIN)/,
    );
  });
});
