export type { Place } from '../yaml/place.js';
export type { TextFormat } from '../yaml/text-document.js';
export type {
  LocatedCause,
  LocatedMessage,
  SkippedText,
  TextPart,
  TextResult,
  UnreadableText,
  ValidatedText,
} from './result.js';
export { type TextOptions, validateText } from './validate-text.js';
