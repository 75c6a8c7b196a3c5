import { isUtf8 } from 'node:buffer'
import { BrokerError } from '../../domain/error-catalogue.js'

type Charset = 'utf-8' | 'utf-16le' | 'utf-16be' | 'us-ascii' | 'iso-8859-1'

/**
 * Charsets by the name in the declaration, in lower case: IANA's preferred names, and the aliases that occur in
 * practice.
 */
const CHARSETS: Readonly<Record<string, readonly Charset[]>> = {
  'utf-8': ['utf-8'],
  utf8: ['utf-8'],
  'utf-16': ['utf-16le', 'utf-16be'],
  utf16: ['utf-16le', 'utf-16be'],
  'utf-16le': ['utf-16le'],
  'utf-16be': ['utf-16be'],
  'us-ascii': ['us-ascii'],
  ascii: ['us-ascii'],
  'ansi_x3.4-1968': ['us-ascii'],
  'iso646-us': ['us-ascii'],
  'iso-8859-1': ['iso-8859-1'],
  'iso_8859-1': ['iso-8859-1'],
  'iso8859-1': ['iso-8859-1'],
  latin1: ['iso-8859-1'],
  'latin-1': ['iso-8859-1'],
  l1: ['iso-8859-1'],
}

/** What the first bytes tell, the longer beginnings first. A declaration cannot change it. */
const BEGINNINGS: readonly (readonly [bytes: readonly number[], charset: Charset | null, what: string])[] = [
  [[0xff, 0xfe, 0x00, 0x00], null, 'it is UTF-32, which is not accepted'],
  [[0x00, 0x00, 0xfe, 0xff], null, 'it is UTF-32, which is not accepted'],
  [[0xef, 0xbb, 0xbf], 'utf-8', ''],
  [[0xff, 0xfe], 'utf-16le', ''],
  [[0xfe, 0xff], 'utf-16be', ''],
  [[0x3c, 0x00], null, 'it looks like UTF-16 and has no byte order mark'],
  [[0x00, 0x3c], null, 'it looks like UTF-16 and has no byte order mark'],
  [[0x4c, 0x6f, 0xa7, 0x94], null, 'it is EBCDIC, which is not accepted'],
  [[0x1f, 0x8b], null, 'it is compressed with gzip; unpack it first'],
  [[0x50, 0x4b, 0x03, 0x04], null, 'it is a ZIP archive; unpack it first'],
]

/** A declaration (xml §2.8) that names an encoding (§4.3.3), with what stands before the name. */
const DECLARATION =
  /^(<\?xml(?:[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"[^"<>]*"|'[^'<>]*'))?[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*)(["'])([A-Za-z][\w.-]*)\2/

/** A declaration is short, and nobody may make the broker search for a long one. */
const LONGEST_DECLARATION = 512

const refuse = (detail: string): never => {
  throw new BrokerError('saml-encoding', detail)
}

/**
 * Decodes the bytes of an XML document to text; nothing else decodes them (SECURITY 1). It reads UTF-8, UTF-16 with a
 * byte order mark, US-ASCII and ISO-8859-1: by the mark, then by the declaration, else as UTF-8 (xml appendix F). The
 * text has no mark, and its declaration names UTF-8 or nothing, because the next reader gets characters and not these
 * bytes. Throws BrokerError('saml-encoding') for another encoding, for one on which mark and declaration disagree, and
 * for bytes that the encoding does not have.
 */
export function decodeXml(bytes: Uint8Array): string {
  const [mark, marked, what] = BEGINNINGS.find(([start]) => start.every((byte, at) => bytes[at] === byte)) ?? []
  if (mark && !marked) return refuse(what ?? '')
  const content = marked && mark ? bytes.subarray(mark.length) : bytes
  const declared = charsetsDeclared(textIn(content.subarray(0, LONGEST_DECLARATION * 2), marked ?? 'iso-8859-1', false))
  const charset = marked ?? declared?.charsets[0] ?? 'utf-8'
  // check: mark-and-declaration-agree
  if (declared && !declared.charsets.includes(charset)) {
    return refuse(`its declaration says ${declared.name}, its byte order mark says ${charset.toUpperCase()}`)
  }
  // check: utf-16-has-a-mark
  if (marked === undefined && charset.startsWith('utf-16')) {
    return refuse(`its declaration says ${declared?.name ?? ''}, its bytes do not: there is no byte order mark`)
  }
  return declaringUtf8(textIn(content, charset, true))
}

interface Declared {
  readonly name: string
  readonly charsets: readonly Charset[]
}

function charsetsDeclared(start: string): Declared | null {
  const name = DECLARATION.exec(start)?.[3]
  if (name === undefined) return null
  // check: names-of-encodings-are-listed
  const charsets = Object.hasOwn(CHARSETS, name.toLowerCase()) ? CHARSETS[name.toLowerCase()] : undefined
  const shown = name.slice(0, 40)
  return charsets
    ? { name: shown, charsets }
    : // check: no-unknown-encoding
      refuse(`the encoding ${shown} is not accepted; UTF-8, UTF-16, US-ASCII and ISO-8859-1 are`)
}

function textIn(bytes: Uint8Array, charset: Charset, strict: boolean): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  switch (charset) {
    case 'iso-8859-1':
      // TextDecoder would not do: the Web takes this name, and that of ASCII, for windows-1252.
      return buffer.toString('latin1')
    case 'us-ascii':
      // check: us-ascii-is-strict
      return bytes.some((byte) => byte > 0x7f)
        ? refuse('it is said to be US-ASCII and has other bytes')
        : buffer.toString('latin1')
    case 'utf-8':
      // check: utf-8-is-strict
      return strict && !isUtf8(bytes) ? refuse('the bytes are not UTF-8') : buffer.toString('utf8')
    default:
      return utf16(bytes, charset, strict)
  }
}

function utf16(bytes: Uint8Array, charset: Charset, strict: boolean): string {
  try {
    // check: utf-16-is-strict
    return new TextDecoder(charset, { fatal: strict, ignoreBOM: true }).decode(bytes)
  } catch {
    return refuse(`the bytes are not ${charset.toUpperCase()}`)
  }
}

/** The text with UTF-8 in its declaration, which no signature covers. */
const declaringUtf8 = (text: string): string =>
  text.replace(DECLARATION, (declaration: string, before: string, quote: string, name: string) =>
    // check: the-decoded-text-says-utf-8
    name.toLowerCase() === 'utf-8' ? declaration : `${before}${quote}UTF-8${quote}`,
  )
