import type { StatusCause } from '../core/cause.js';
import type { Place } from '../yaml/place.js';

/** A cause, and the part of the text that it is about. */
export interface LocatedCause extends StatusCause, Place {}

/** Something else to tell about a part of the text. */
export interface LocatedMessage extends Place {
  readonly message: string;
}

/** A container, a list of them or a Pod that was validated. */
export interface ValidatedText extends Place {
  readonly outcome: 'valid' | 'invalid';
  /** What it is: `container "debugger"`. */
  readonly what: string;
  /** The Pod that it is for, as far as that is known. */
  readonly podName: string;
  readonly causes: readonly LocatedCause[];
  readonly warnings: readonly LocatedMessage[];
}

/** A part of the text that could not be read, or holds nothing that can be validated. */
export interface UnreadableText extends LocatedMessage {
  readonly outcome: 'unreadable';
}

/** An object of a kind that has no ephemeral containers. */
export interface SkippedText extends LocatedMessage {
  readonly outcome: 'skipped';
  /** `Deployment`; empty where it names none. */
  readonly kind: string;
}

export type TextPart = ValidatedText | UnreadableText | SkippedText;

/** What `validateText` answers. */
export interface TextResult {
  /** Whether something was validated, all of it is valid, and nothing was unreadable. */
  readonly ok: boolean;
  /** Every cause in the text. */
  readonly causes: readonly LocatedCause[];
  readonly warnings: readonly LocatedMessage[];
  /** What could not be read. */
  readonly unreadable: readonly UnreadableText[];
  /** The same for each container, list or Pod in the text, in its order; those of other kinds too. */
  readonly parts: readonly TextPart[];
}
