import { describe } from 'vitest';
import { accepts, type Given, refuses, stored } from './table.js';

describe('app-armor-annotations', () => {
  const add = (name: string) => ({ name });
  accepts(add, ['debugger'], {
    annotations: { 'container.apparmor.security.beta.kubernetes.io/app': 'runtime/default' },
  });

  const replace = (names: readonly string[]) => names.map((name) => ({ name, image: 'busybox' }));
  describe('an annotation of a container that goes', () => {
    const given: Given = {
      annotations: { 'container.apparmor.security.beta.kubernetes.io/old': 'runtime/default' },
      spec: { ephemeralContainers: [stored('old')] },
    };
    accepts(replace, [['old']], given);
    refuses(
      replace,
      [
        [
          ['new'],
          'metadata.annotations[container.apparmor.security.beta.kubernetes.io/old]: Invalid value: "old": container not found',
          'spec.ephemeralContainers: Forbidden: existing ephemeral containers "old" may not be removed',
        ],
      ],
      given,
    );
  });
});
