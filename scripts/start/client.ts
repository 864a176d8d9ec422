import { KubeConfig } from '@kubernetes/client-node';
import { EphemeralContainersClient } from '../../src/client/index.js';
import { debugContainer, isInvalidEphemeralContainerError } from '../../src/index.js';
import { startApiServer } from '../../src/testing/index.js';

const pod = { namespace: 'default', name: 'web' };

/** Adds, waits, attaches and reads the exit code; then tries what the server would refuse. */
export async function* showClient(): AsyncGenerator<string> {
  const server = await startApiServer({
    pods: [{ metadata: pod, spec: { containers: [{ name: 'app', image: 'nginx:1.29' }] } }],
  });
  try {
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromString(server.kubeConfigYaml);
    const client = EphemeralContainersClient.fromKubeConfig(kubeConfig);
    try {
      const container = debugContainer({
        image: 'busybox:1.36',
        name: 'debugger',
        target: 'app',
        stdin: true,
      });
      yield `add and run ${JSON.stringify(container)}`;
      yield 'with `echo hello; exit 3` on its input';
      const result = await client.run(pod, container, { stdin: 'echo hello; exit 3\n', timeout: 30_000 });
      const output = result.output.toString();
      yield `  output: ${JSON.stringify(output)}, exit code: ${result.exitCode}`;
      if (output !== 'hello\n' || result.exitCode !== 3) throw new Error('the run did not come out right');
      for (const { method, url } of server.requests) yield `  ${method} ${url}`;
      yield '';
      yield 'what the server would refuse is refused before anything is sent to the Pod:';
      yield* await refuse(client);
    } finally {
      await client.close();
    }
  } finally {
    await server.close();
  }
}

async function refuse(client: EphemeralContainersClient): Promise<string[]> {
  try {
    // a value of unknown origin, as it comes from a form or a file
    const wide: unknown = { name: 'app', image: 'busybox:1.36', livenessProbe: {} };
    await client.add(pod, wide as never);
  } catch (error) {
    if (!isInvalidEphemeralContainerError(error)) throw error;
    return error.causes.map(({ field, message }) => `  ${field}: ${message}`);
  }
  throw new Error('the container with a probe was added');
}
