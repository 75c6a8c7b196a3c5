const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '')

const plain = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/** The text of the first element of this name in a message that was verified before, or null. */
export function textIn(xml: string, name: string): string | null {
  const found = new RegExp(`<(?:\\w+:)?${name}(?: [^>]*)?>([^<]*)</`).exec(xml)?.[1]
  return found === undefined ? null : plain(found.trim())
}

/** An element of the eID interface. */
export const eid = (name: string, ...content: readonly string[]): string =>
  `<eid:${name}>${content.join('')}</eid:${name}>`
