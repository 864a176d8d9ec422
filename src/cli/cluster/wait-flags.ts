import { type Command, Option } from 'commander';
import type { ContainerState } from '../../client/wait/container-state.js';
import { parseDuration } from './parse-duration.js';

export interface WaitFlags {
  readonly timeout?: number;
  readonly quiet?: boolean;
  readonly output?: 'text' | 'json';
}

export function addWaitFlags(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--timeout <duration>',
        'give up after this long, with exit code 124; such as 30s or 5m',
      ).argParser(parseDuration),
    )
    .option('-q, --quiet', 'print nothing but what the container writes, and errors')
    .addOption(new Option('-o, --output <format>', 'how to print the outcome').choices(['text', 'json']));
}

/** Milliseconds that a container gets to start where --timeout says nothing: images can be large. */
export const startTimeout = 300_000;

/** What a container is doing, for the line that shows progress. */
export function describeProgress(podName: string, containerName: string, state: ContainerState): string {
  const what = `${containerName} in ${podName}`;
  switch (state.phase) {
    case 'pending':
      return `${what}: waiting for the kubelet`;
    case 'waiting':
      return `${what}: ${[state.reason, state.message].filter((part) => part !== '').join(': ')}`;
    case 'running':
      return '';
    case 'terminated':
      return '';
  }
}
