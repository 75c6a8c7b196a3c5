/** A text in Leichte Sprache: one sentence a line. Pages in it keep these lines. */
export const lines = (...sentences: readonly string[]): string => sentences.join('\n')
