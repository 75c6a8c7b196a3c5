import { BrokerError } from '../../domain/error-catalogue.js'
import { inflateMessage, decodeBase64, type InboundMessage } from './inbound-message.js'
import { LOOKS_LIKE_XML, readPost } from './post.js'
import { readRedirect } from './redirect.js'

/**
 * Reads a request as somebody pastes it who wants to know what is wrong with it: XML, the value of SAMLRequest, a whole
 * address or query of the redirect binding, or a form of the POST binding with its fields. The bindings' own readers do
 * the work, under the same bounds. Throws what they throw.
 */
export function readPasted(pasted: string): InboundMessage {
  const text = pasted.trim()
  if (text.startsWith('<')) return FORM_FIELD.test(text) ? readForm(text) : readXml(text)
  const query = queryIn(text)
  return query === null ? readValue(text) : readQuery(query)
}

const FORM_FIELD = /<input\b[^<>]{0,2000}\bname\s{0,9}=\s{0,9}["']?SAMLRequest\b/i

const readXml = (xml: string): InboundMessage => readPost({ SAMLRequest: Buffer.from(xml).toString('base64') })

/** The hidden fields of a form of the POST binding. */
function readForm(html: string): InboundMessage {
  const fields = [...html.matchAll(/<input\b[^<>]*>/gi)].flatMap(([tag]) => {
    const [name, value] = [attributeOf(tag, 'name'), attributeOf(tag, 'value')]
    return name === null || value === null ? [] : [[name, value] as const]
  })
  return readPost(Object.fromEntries(fields))
}

function attributeOf(tag: string, name: 'name' | 'value'): string | null {
  const [, double, single, bare] = ATTRIBUTE[name].exec(tag) ?? []
  const written = double ?? single ?? bare
  return written === undefined ? null : unescaped(written)
}

const ATTRIBUTE = {
  name: /\sname\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/i,
  value: /\svalue\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/i,
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** Text of an attribute of HTML. What is no character reference that we know stays as it is. */
const unescaped = (written: string): string =>
  written
    .replace(/&#(\d{1,6});/g, (_all, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([\da-f]{1,5});/gi, (_all, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&(amp|lt|gt|quot);/g, (all, name: string) => NAMED[name] ?? all)

/** The query of an address, or text that is one; null for neither. Programs wrap long lines when they show them. */
function queryIn(text: string): string | null {
  const address = text.replace(/\s+/g, '')
  const at = address.indexOf(`${FIELD}=`)
  if (at < 0 || (at > 0 && !'?&'.includes(address.charAt(at - 1)))) return null
  const end = address.indexOf('#', at)
  return address.slice(address.lastIndexOf('?', at) + 1, end < 0 ? undefined : end)
}

const FIELD = 'SAMLRequest'

/** A query is of the redirect binding; a form's body looks the same, and holds XML or a POST's deflated message. */
function readQuery(query: string): InboundMessage {
  const fields = new URLSearchParams(query)
  const sent = Buffer.from(fields.get(FIELD) ?? '', 'base64')
  const isPost = LOOKS_LIKE_XML.test(sent.subarray(0, 64).toString('latin1'))
  return isPost ? readPost(Object.fromEntries(fields)) : readRedirect(query)
}

/** The value alone: of a POST where it is XML, else of a redirect whose signature is not there to be seen. */
function readValue(text: string): InboundMessage {
  const value = percentDecoded(text.replace(/\s+/g, ''))
  const bytes = decodeBase64(value)
  if (LOOKS_LIKE_XML.test(bytes.subarray(0, 64).toString('latin1'))) return readPost({ SAMLRequest: value })
  inflateMessage(bytes)
  return readRedirect(`SAMLRequest=${encodeURIComponent(value)}`)
}

function percentDecoded(text: string): string {
  try {
    return text.includes('%') ? decodeURIComponent(text) : text
  } catch (cause) {
    throw new BrokerError('saml-parameters', 'percent encoding', { cause })
  }
}
