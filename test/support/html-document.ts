/** One element of a page as a browser would build it, near enough for tests: no implied tags, no script. */
export interface HtmlElement {
  readonly name: string
  /** Names in lower case, values with their character references resolved; a bare attribute holds ''. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly (HtmlElement | string)[]
}

interface OpenElement extends HtmlElement {
  readonly children: (HtmlElement | string)[]
}

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))
const RAW_TEXT = new Set(['script', 'style', 'textarea', 'title'])
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }
const TOKEN = /<!--[\s\S]*?-->|<![^>]*>|<\/([a-zA-Z][^\s/>]*)[^>]*>|<([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g
const ATTRIBUTE = /([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g

const unescapeHtml = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    return NAMED[name ?? ''] ?? whole
  })

const attributesOf = (source: string): ReadonlyMap<string, string> =>
  new Map(
    [...source.matchAll(ATTRIBUTE)].map((match) => [
      (match[1] ?? '').toLowerCase(),
      unescapeHtml(match[2] ?? match[3] ?? match[4] ?? ''),
    ]),
  )

/** Reads a page into a tree whose root is named '#document'. Never throws: what it cannot close it leaves open. */
export const parseHtml = (source: string): HtmlElement => {
  const root: OpenElement = { name: '#document', attributes: new Map(), children: [] }
  const stack: OpenElement[] = [root]
  const top = (): OpenElement => stack.at(-1) ?? root
  const addText = (text: string): void => void (text !== '' && top().children.push(unescapeHtml(text)))
  const close = (name: string): void => {
    const index = stack.findLastIndex((open) => open.name === name)
    if (index > 0) stack.length = index
  }
  TOKEN.lastIndex = 0
  let position = 0
  for (let token = TOKEN.exec(source); token !== null; token = TOKEN.exec(source)) {
    addText(source.slice(position, token.index))
    position = TOKEN.lastIndex
    const [, closing, opening, attributes = ''] = token
    if (closing !== undefined) close(closing.toLowerCase())
    if (opening === undefined) continue
    const element: OpenElement = { name: opening.toLowerCase(), attributes: attributesOf(attributes), children: [] }
    top().children.push(element)
    if (RAW_TEXT.has(element.name)) {
      const end = source.toLowerCase().indexOf(`</${element.name}`, position)
      const text = source.slice(position, end < 0 ? source.length : end)
      element.children.push(element.name === 'script' || element.name === 'style' ? text : unescapeHtml(text))
      position += text.length
      TOKEN.lastIndex = position
    } else if (!VOID.has(element.name)) stack.push(element)
  }
  addText(source.slice(position))
  return root
}

/** All text inside an element, white space collapsed; scripts and styles are not text. */
export const textOf = (element: HtmlElement): string => rawTextOf(element).replace(/\s+/g, ' ').trim()

/** With its blanks and line breaks as they are. */
export const rawTextOf = (element: HtmlElement): string =>
  element.name === 'script' || element.name === 'style'
    ? ''
    : element.children.map((child) => (typeof child === 'string' ? child : rawTextOf(child))).join('')

/** Every element below `root` in document order. */
export const descendants = (root: HtmlElement): readonly HtmlElement[] =>
  root.children.flatMap((child) => (typeof child === 'string' ? [] : [child, ...descendants(child)]))

/**
 * Elements that match a selector of the kind `button[name="decision"][value=confirm]`, `form`, `[data-testid]`, `#id`;
 * several of them separated by commas. No combinators.
 */
export const selectAll = (root: HtmlElement, selector: string): readonly HtmlElement[] => {
  const tests = selector.split(/,(?![^[]*\])/).map(compile)
  return descendants(root).filter((element) => tests.some((test) => test(element)))
}

const compile = (selector: string): ((element: HtmlElement) => boolean) => {
  const match = /^\s*([a-z][a-z0-9-]*|\*)?(?:#([\w-]+))?((?:\[[^\]]+\])*)\s*$/i.exec(selector)
  if (match === null) throw new Error(`not a selector that the tests' web client knows: ${selector}`)
  const [, tag, id, conditions = ''] = match
  const wanted = [...conditions.matchAll(/\[([\w-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\]]*)))?\]/g)].map(
    ([, name = '', double, single, bare]) => ({ name: name.toLowerCase(), value: double ?? single ?? bare }),
  )
  return (element) =>
    (tag === undefined || tag === '*' || element.name === tag.toLowerCase()) &&
    (id === undefined || element.attributes.get('id') === id) &&
    wanted.every(({ name, value }) =>
      value === undefined ? element.attributes.has(name) : element.attributes.get(name) === value,
    )
}
