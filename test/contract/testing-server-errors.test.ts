import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Stage, setStage } from './errors/stage.js';
import { checkWay, ways } from './errors/ways.js';
import { openTestingServer } from './testing-server.js';

describe('errors, on the testing server', () => {
  let at: Stage;
  beforeAll(async () => {
    at = setStage(await openTestingServer(), '');
  });
  afterAll(() => at?.close());

  for (const way of ways.filter(({ needs }) => needs === undefined)) {
    it(`${way.kind}: ${way.title}`, () => checkWay(at, way));
  }
});
