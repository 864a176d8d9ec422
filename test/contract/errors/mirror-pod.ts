import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pod } from '../../../src/index.js';
import { errorOf } from '../context.js';
import { eventually } from '../eventually.js';
import { podManifest } from '../target.js';
import type { Stage } from './stage.js';

/** Has the kubelet run a static Pod, and gives `use` the Pod that mirrors it. Answers with its error. */
export async function withMirrorPod(
  { clusterRun, target, newName }: Stage,
  use: (mirror: Pod) => Promise<unknown>,
): Promise<unknown> {
  const name = newName();
  const folder = join(clusterRun, 'static-pods');
  const manifest = join(folder, `${name}.json`);
  await mkdir(folder, { recursive: true });
  try {
    await writeFile(manifest, JSON.stringify(podManifest({ name, namespace: target.namespace })));
    const mirror = await eventually('the mirror Pod', () =>
      target.readPod(`${name}-node`).catch(() => undefined),
    );
    return await errorOf(use(mirror));
  } finally {
    await rm(manifest, { force: true });
    const isGone = () =>
      target.readPod(`${name}-node`).then(
        () => undefined,
        () => true,
      );
    await eventually('the end of the mirror Pod', isGone);
  }
}
