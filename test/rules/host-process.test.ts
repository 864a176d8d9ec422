import { describe } from 'vitest';
import { accepts, type Given, refuses } from './table.js';

describe('host-process', () => {
  const run = (hostProcess: boolean) => ({ securityContext: { windowsOptions: { hostProcess } } });
  accepts(run, [false]);
  refuses(run, [
    [
      true,
      'spec: Invalid value: "": If pod contains any hostProcess containers then all containers must be HostProcess containers',
      'spec.hostNetwork: Invalid value: false: hostNetwork must be true if pod contains any hostProcess containers',
    ],
  ]);

  describe('a Pod of such containers', () => {
    const given: Given = {
      spec: { hostNetwork: true, securityContext: { windowsOptions: { hostProcess: true } } },
    };
    accepts(run, [true], given);
    refuses(
      run,
      [
        [
          false,
          '.securityContext.windowsOptions.hostProcess: Invalid value: false: pod hostProcess value must be identical if both are specified, was true',
          'spec: Invalid value: "": If pod contains any hostProcess containers then all containers must be HostProcess containers',
        ],
      ],
      given,
    );
  });

  const inherit = (container: object) => container;
  describe('what a Pod says for its containers', () => {
    accepts(inherit, [{}], {
      spec: { hostNetwork: true, securityContext: { windowsOptions: { hostProcess: true } } },
    });
  });
});
