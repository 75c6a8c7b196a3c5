/** Seals what lies in another's hands, on another machine or in a page: only who has SECRET_KEY reads or makes it. */
export interface ValueSeal {
  /** The text, sealed for `place`, the name under which it lies: it opens under no other. Never the same twice. */
  seal(place: string, text: string): string
  /** Null if it was sealed with another SECRET_KEY, for another place, was changed, or never sealed. */
  open(place: string, sealed: string): string | null
}
