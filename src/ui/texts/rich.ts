/** A piece of text that carries weight in its sentence: the level, a name, a number. */
export interface Strong {
  readonly strong: string
}

/** A text with emphasis but without markup; `components/rich-text` shows it. */
export type Rich = string | readonly (string | Strong)[]

export const strong = (text: string): Strong => ({ strong: text })
