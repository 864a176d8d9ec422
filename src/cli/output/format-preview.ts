import type { Permission, Preview } from '../../client/index.js';
import { formatCause } from '../../index.js';
import { explainError } from './explain-error.js';
import { formatYaml } from './format-yaml.js';

/** A preview for people: a line for each question, and the container itself. */
export function formatPreview(preview: Preview): string {
  const { validation, podSecurity, permissions, dryRun, warnings } = preview;
  const lines = [
    ...section('valid', validation.ok, validation.causes.map(formatCause)),
    ...(podSecurity ?? []).flatMap(({ mode, level, version, allowed, message }) =>
      section(`Pod Security, ${mode} ${level}:${version}`, allowed, allowed ? [] : [message]),
    ),
    ...(podSecurity === undefined ? ['?  Pod Security: the labels of the namespace may not be read'] : []),
    ...permissions.map(formatPermission),
    ...section('dry run on the server', dryRun.ok, dryRun.error === undefined ? [] : [dryRun.error.message]),
    ...warnings.map((warning) => `!  ${warning}`),
  ];
  const verdict = preview.ok ? 'can be added' : 'cannot be added';
  return [verdict, ...lines, '---', formatYaml(preview.container).trimEnd()].join('\n');
}

/** The same as plain JSON: an error becomes its message and Status. */
export function previewToJson(preview: Preview): object {
  const { dryRun } = preview;
  return {
    ...preview,
    dryRun:
      dryRun.error === undefined
        ? { ok: dryRun.ok }
        : { ok: dryRun.ok, status: explainError(dryRun.error).status },
  };
}

function section(title: string, ok: boolean, details: readonly string[]): string[] {
  return [`${ok ? 'ok' : 'no'} ${title}`, ...details.map((detail) => `   ${detail.split('\n')[0] ?? ''}`)];
}

function formatPermission({ purpose, verb, resource, subresource, allowed }: Permission): string {
  const mark = allowed === undefined ? '? ' : allowed ? 'ok' : 'no';
  return `${mark} may ${verb} ${resource}${subresource === '' ? '' : `/${subresource}`} (to ${purpose === 'events' ? 'read events' : purpose})`;
}
