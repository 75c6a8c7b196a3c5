import type { Instant } from '../domain/instant.js'
import type { Language } from '../domain/language.js'
import type { Formats } from '../ui/formats.js'
import { factorTexts } from './texts/texts.js'

/** A code in groups, as it is read and typed. */
export const codeGroups = (code: string): string => (code.match(/.{1,4}/g) ?? []).join(' ')

interface CodesList {
  readonly codes: readonly string[]
  readonly account: string
  readonly at: Instant
}

/** The list as a text that is kept elsewhere: what it is for, whose it is, since when. */
export function codesAsText(
  { codes, account, at }: CodesList,
  siteName: string,
  { language, formats }: { readonly language: Language; readonly formats: Formats },
): string {
  const texts = factorTexts(language).codes
  const lines = codes.map((code, index) => `${index + 1}. ${codeGroups(code)}`)
  return [texts.title, texts.listOf(siteName, account, formats.day(at)), '', ...lines, ''].join('\n')
}
