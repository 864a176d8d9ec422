import { CliError } from '../cli-error.js';

const podTypes = ['pod', 'pods', 'po'];

/** Takes `web-0` and, as kubectl does, `pod/web-0`. */
export function parsePodName(text: string): string {
  const [type = '', name, ...more] = text.split('/');
  if (name === undefined && type !== '') return type;
  if (name === undefined || name === '' || more.length > 0) {
    throw new CliError(`${JSON.stringify(text)} names no Pod; pass its name, or pod/NAME`);
  }
  if (podTypes.includes(type.toLowerCase())) return name;
  throw new CliError(
    `${text}: only a Pod can have ephemeral containers; name one of its Pods, or select them with -l`,
  );
}
