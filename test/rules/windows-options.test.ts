import { describe } from 'vitest';
import { accepts, type Given, refuses } from './table.js';

describe('windows-options', () => {
  const user = (runAsUserName: string) => ({ securityContext: { windowsOptions: { runAsUserName } } });
  const given: Given = { spec: { os: { name: 'windows' } } };
  accepts(
    user,
    [
      'user',
      'domain\\user',
      'example.com\\user',
      'a b',
      'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    ],
    given,
  );
  refuses(
    user,
    [
      [
        '',
        '.securityContext.windowsOptions.runAsUserName: Invalid value: "": runAsUserName cannot be an empty string',
      ],
      [
        '\\user',
        '.securityContext.windowsOptions.runAsUserName: Invalid value: "\\\\user": runAsUserName\'s Domain doesn\'t match the NetBios nor the DNS format',
      ],
      [
        'user\\',
        '.securityContext.windowsOptions.runAsUserName: Invalid value: "user\\\\": runAsUserName\'s User cannot be empty',
      ],
      [
        'a\\b\\c',
        '.securityContext.windowsOptions.runAsUserName: Invalid value: "a\\\\b\\\\c": runAsUserName cannot contain more than one backslash',
      ],
      [
        'a\tb',
        '.securityContext.windowsOptions.runAsUserName: Invalid value: "a\\tb": runAsUserName cannot contain control characters',
      ],
      [
        '...',
        '.securityContext.windowsOptions.runAsUserName: Invalid value: "...": runAsUserName\'s User cannot contain only periods or spaces',
      ],
      [
        'a/b',
        '.securityContext.windowsOptions.runAsUserName: Invalid value: "a/b": runAsUserName\'s User cannot contain the following characters: "/\\:;|=,+*?<>@[]',
      ],
      [
        '.a\\user',
        '.securityContext.windowsOptions.runAsUserName: Invalid value: ".a\\\\user": runAsUserName\'s Domain doesn\'t match the NetBios nor the DNS format',
      ],
      [
        'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
        '.securityContext.windowsOptions.runAsUserName: Invalid value: "x…": runAsUserName\'s User length must not be longer than 104 characters',
      ],
      [
        'sixteen-letters-\\u',
        '.securityContext.windowsOptions.runAsUserName: Invalid value: "sixteen-letters-\\\\u": runAsUserName\'s Domain doesn\'t match the NetBios nor the DNS format',
      ],
    ],
    given,
  );

  const credential = (gmsaCredentialSpecName: string) => ({
    securityContext: { windowsOptions: { gmsaCredentialSpecName } },
  });
  describe('names of credentials', () => {
    accepts(credential, ['a.b']);
    refuses(credential, [
      [
        '',
        ".securityContext.windowsOptions.gmsaCredentialSpecName: Invalid value: \"\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
      ],
      [
        'A',
        ".securityContext.windowsOptions.gmsaCredentialSpecName: Invalid value: \"A\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
      ],
      [
        'a_b',
        ".securityContext.windowsOptions.gmsaCredentialSpecName: Invalid value: \"a_b\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
      ],
    ]);
  });

  const domain = (last: number) => ({
    securityContext: {
      windowsOptions: { runAsUserName: `${`${'x'.repeat(63)}.`.repeat(3)}${'x'.repeat(last)}.x\\user` },
    },
  });
  describe('the length of a domain', () => {
    accepts(domain, [61]);
    refuses(domain, [
      [
        62,
        '.securityContext.windowsOptions.runAsUserName: Invalid value: "x….x….x….x….x\\\\user": runAsUserName\'s Domain length must be under 256 characters',
      ],
    ]);
  });

  const spec = (length: number) => ({
    securityContext: { windowsOptions: { gmsaCredentialSpec: 'x'.repeat(length) } },
  });
  describe('the length of credentials', () => {
    accepts(spec, [1, 65536]);
    refuses(spec, [
      [
        0,
        '.securityContext.windowsOptions.gmsaCredentialSpec: Invalid value: "": gmsaCredentialSpec cannot be an empty string',
      ],
      [
        65537,
        '.securityContext.windowsOptions.gmsaCredentialSpec: Invalid value: "x…": gmsaCredentialSpec size must be under 64 KiB',
      ],
    ]);
  });
});
