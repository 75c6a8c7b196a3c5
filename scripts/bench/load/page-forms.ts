import type { BenchPage } from './browser.js'

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_whole, hex?: string, decimal?: string) =>
      String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
    )
    .replaceAll('&amp;', '&')

const attribute = (tag: string, name: string): string | undefined => {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : unescaped(value)
}

/** A form that posts. */
export interface PageForm {
  readonly action: string
  /** The hidden ones. */
  readonly fields: Readonly<Record<string, string>>
}

/** The first form of a page that posts, with this in its tag. Throws with the page's start if there is none. */
export function formOn(page: BenchPage, marker = ''): PageForm {
  const form = [...page.body.matchAll(/<form[^>]*method="post"[^>]*>/gi)].find(([tag]) => tag.includes(marker))
  if (form === undefined) throw new Error(`no form on ${page.path} (${page.status}): ${page.body.slice(0, 300)}`)
  const rest = page.body.slice(form.index, page.body.indexOf('</form>', form.index))
  const hidden = [...rest.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => tag)
  const fields: Record<string, string> = {}
  for (const tag of hidden) fields[attribute(tag, 'name') ?? ''] = attribute(tag, 'value') ?? ''
  return { action: attribute(form[0], 'action') ?? '', fields }
}

/** The SAMLResponse of a page that hands an answer over, in base64. Throws for any other page. */
export function responseOn(page: BenchPage): string {
  const tag = page.status === 200 ? /<input[^>]*name="SAMLResponse"[^>]*>/.exec(page.body)?.[0] : undefined
  const value = tag === undefined ? undefined : attribute(tag, 'value')
  if (value !== undefined) return value
  throw new Error(`no answer on ${page.path} (${page.status}): ${page.body.replace(/<[^>]*>/g, ' ').slice(0, 600)}`)
}

/** That a page hands over an answer, at the least cost; throws otherwise. */
export function handsOver(page: BenchPage): void {
  if (page.status !== 200 || !page.body.includes('name="SAMLResponse"')) responseOn(page)
}

/** Where the first link with this in its tag leads. Throws if there is none. */
export function linkOn(page: BenchPage, marker: string): string {
  const tag = [...page.body.matchAll(/<a\s[^>]*>/g)].map(([each]) => each).find((each) => each.includes(marker))
  const href = tag === undefined ? undefined : attribute(tag, 'href')
  if (href !== undefined) return href
  throw new Error(`no link with ${marker} on ${page.path} (${page.status}): ${page.body.slice(0, 300)}`)
}

/** The text of the first element with this in its tag. Throws if there is none. */
export function textOn(page: BenchPage, marker: string): string {
  const text = new RegExp(`<[^>]*${marker}[^>]*>([^<]*)<`).exec(page.body)?.[1]
  if (text !== undefined) return unescaped(text)
  throw new Error(`no element with ${marker} on ${page.path} (${page.status}): ${page.body.slice(0, 300)}`)
}
