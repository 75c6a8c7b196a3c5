import type { IncomingHttpHeaders } from 'node:http'
import { descendants, type HtmlElement, parseHtml, selectAll, textOf } from './html-document.js'

/** One hop on the way to a page. */
export interface Hop {
  readonly method: string
  readonly url: string
  readonly status: number
}

/** What the browser shows after a request and its redirects. */
export interface WebPage {
  readonly status: number
  /** The address bar, after redirects. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** Every request that led here, this one last. */
  readonly hops: readonly Hop[]
  readonly document: HtmlElement
  /** The visible text, white space collapsed. */
  readonly text: string
  all(selector: string): readonly HtmlElement[]
  /** The first match, or null. */
  find(selector: string): HtmlElement | null
  /** The first match; throws with address, status and text of the page when there is none. */
  one(selector: string): HtmlElement
  /** The text of the first match, or null. */
  textOf(selector: string): string | null
  /** The values of all `data-attribute` elements by their name. */
  attributes(): Readonly<Record<string, string>>
}

/** A form's fields as they would be sent, in document order; names may repeat. */
export type FormFields = readonly (readonly [string, string])[]

export const createWebPage = (answer: Pick<WebPage, 'status' | 'url' | 'headers' | 'body' | 'hops'>): WebPage => {
  const isMarkup = /html|xml/.test(answer.headers['content-type'] ?? '')
  const document = parseHtml(isMarkup ? answer.body : '')
  const find = (selector: string): HtmlElement | null => selectAll(document, selector)[0] ?? null
  return {
    ...answer,
    document,
    text: isMarkup ? textOf(document) : answer.body,
    all: (selector) => selectAll(document, selector),
    find,
    one: (selector) => {
      const element = find(selector)
      if (element !== null) return element
      const shown = textOf(document).slice(0, 600) || answer.body.slice(0, 600)
      throw new Error(`no ${selector} on ${answer.url} (${answer.status}): ${shown}`)
    },
    textOf: (selector) => {
      const element = find(selector)
      return element === null ? null : textOf(element)
    },
    attributes: () =>
      Object.fromEntries(
        selectAll(document, '[data-attribute]').map((each) => [
          each.attributes.get('data-attribute') ?? '',
          textOf(each),
        ]),
      ),
  }
}

const isSubmit = (element: HtmlElement): boolean => {
  const type = element.attributes.get('type')?.toLowerCase()
  return element.name === 'button' ? type === undefined || type === 'submit' : type === 'submit' || type === 'image'
}

/** The form's controls: those inside it and those that name it by `form=`. */
const controlsOf = (page: WebPage, form: HtmlElement): readonly HtmlElement[] => {
  const id = form.attributes.get('id')
  const inside = new Set(descendants(form))
  return descendants(page.document).filter((element) => {
    if (!['input', 'button', 'select', 'textarea'].includes(element.name)) return false
    const owner = element.attributes.get('form')
    return owner === undefined ? inside.has(element) : owner === id
  })
}

/** The form that a control belongs to, or null. */
export const formOf = (page: WebPage, control: HtmlElement): HtmlElement | null =>
  page.all('form').find((form) => controlsOf(page, form).includes(control)) ?? null

/** The first form that has a field of each of these names, or null. */
export const formWithFields = (page: WebPage, names: readonly string[]): HtmlElement | null =>
  page.all('form').find((form) => {
    const present = new Set(controlsOf(page, form).map((control) => control.attributes.get('name')))
    return names.every((name) => present.has(name))
  }) ?? null

/** The button that Enter presses: the form's first submit button, or null. */
export const defaultButtonOf = (page: WebPage, form: HtmlElement): HtmlElement | null =>
  controlsOf(page, form).find(isSubmit) ?? null

/** What submitting `form` by `button` (null: by script) sends, before anything is filled in. */
export const fieldsOf = (page: WebPage, form: HtmlElement, button: HtmlElement | null): FormFields =>
  controlsOf(page, form).flatMap((control) => {
    const name = control.attributes.get('name') ?? ''
    const isButton = isSubmit(control) || control.name === 'button'
    if (name === '' || control.attributes.has('disabled') || (isButton && control !== button)) return []
    return valuesOf(control).map((value): readonly [string, string] => [name, value])
  })

const valuesOf = (control: HtmlElement): readonly string[] => {
  if (control.name === 'textarea') return [control.children.filter((child) => typeof child === 'string').join('')]
  if (control.name === 'select') {
    const options = selectAll(control, 'option')
    const chosen = options.filter((option) => option.attributes.has('selected'))
    return (chosen.length > 0 ? chosen : options.slice(0, 1)).map(
      (option) => option.attributes.get('value') ?? textOf(option),
    )
  }
  const type = control.attributes.get('type')?.toLowerCase()
  if (type !== 'checkbox' && type !== 'radio') return [control.attributes.get('value') ?? '']
  return control.attributes.has('checked') ? [control.attributes.get('value') ?? 'on'] : []
}
