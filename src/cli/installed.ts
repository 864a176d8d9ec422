import { createRequire } from 'node:module';

/** Which of these packages cannot be found from here. */
export function findMissing(names: readonly string[]): readonly string[] {
  const require = createRequire(import.meta.url);
  return names.filter((name) => {
    try {
      require.resolve(`${name}/package.json`);
      return false;
    } catch (error) {
      // a package that keeps its package.json to itself is there all the same
      return !(error instanceof Error && 'code' in error && error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED');
    }
  });
}
