/** A piece of text that carries weight in its sentence: the level, a name, a number. */
export interface Strong {
  readonly strong: string
}

/** A text with emphasis but without markup; `components/rich-text` shows it. */
export type Rich = string | readonly (string | Strong)[]

export const strong = (text: string): Strong => ({ strong: text })

/** The words alone, for titles and tests. */
export const wordsOf = (text: Rich): string =>
  typeof text === 'string' ? text : text.map((piece) => (typeof piece === 'string' ? piece : piece.strong)).join('')
