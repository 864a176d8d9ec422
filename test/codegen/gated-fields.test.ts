import { expect, test } from 'vitest';
import { fieldUses } from '../../generated/facts/in-use.js';
import { listSources } from '../architecture/sources.js';
import { readSource } from '../root.js';

/** Named elsewhere for what they are besides: a field of the Pod, and one of the Pod Security standards. */
const others = ['EphemeralContainer.restartPolicy', 'SecurityContext.procMount'];

/** The testing server has a whole Pod, and how each field of it is written in protobuf. */
const files = listSources('src', 'codegen').filter((file) => !file.startsWith('src/testing/'));

test.each(Object.keys(fieldUses).filter((field) => !others.includes(field)))(
  '%s is named in its definition, its rule and what calls that',
  (field) => {
    const name = new RegExp(`\\b${field.slice(field.indexOf('.') + 1)}\\b`);
    const naming = files.filter((file) => name.test(readSource(file)));
    expect(naming.filter((file) => file.startsWith('codegen/'))).toHaveLength(1);
    expect(naming.length, naming.join()).toBeLessThanOrEqual(3);
  },
);
