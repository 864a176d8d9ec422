import { describe, expect, it } from 'vitest';
import { findNearest } from '../../src/core/find-nearest.js';

const words = ['name', 'image', 'command', 'targetContainerName', 'env', 'envFrom'];

describe('find-nearest', () => {
  it.each([
    ['imag', 'image'],
    ['imagee', 'image'],
    ['iamge', 'image'],
    ['IMAGE', 'image'],
    ['comand', 'command'],
    ['targetContainer_Name', 'targetContainerName'],
    ['evn', 'env'],
    ['enfFrom', 'envFrom'],
  ])('%s is %s', (word, expected) => expect(findNearest(word, words)).toBe(expected));

  it.each(['', 'x', 'volume', 'resources'])('%j is none', (word) =>
    expect(findNearest(word, words)).toBeUndefined(),
  );

  it('takes the first of two that are as near', () => {
    expect(findNearest('ac', ['ab', 'ad'])).toBe('ab');
    expect(findNearest('a', [])).toBeUndefined();
  });
});
