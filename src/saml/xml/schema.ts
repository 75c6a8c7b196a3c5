import { readdirSync, readFileSync } from 'node:fs'
import {
  ParseOption,
  XmlBufferInputProvider,
  xmlCleanupInputProvider,
  XmlDocument,
  XmlLibError,
  xmlRegisterInputProvider,
  XmlValidateError,
  XsdValidator,
} from 'libxml2-wasm'
import { BrokerError } from '../../domain/error-catalogue.js'

const SCHEMAS = {
  protocol: 'saml-schema-protocol-2.0.xsd',
  assertion: 'saml-schema-assertion-2.0.xsd',
  metadata: 'broker-metadata.xsd',
} as const

/** The schema that a document is checked against. */
export type SchemaName = keyof typeof SCHEMAS

const FOLDER = new URL('./schemas/', import.meta.url)
// Some schemas import by absolute address; each is answered with the local file of the same name.
const ADDRESSES = [
  'http://www.w3.org/TR/2002/REC-xmldsig-core-20020212/xmldsig-core-schema.xsd',
  'http://www.w3.org/TR/2002/REC-xmlenc-core-20021210/xenc-schema.xsd',
  'http://www.w3.org/2001/xml.xsd',
]
const SAFE = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NO_SYS_CATALOG
const READING = SAFE | ParseOption.XML_PARSE_HUGE | ParseOption.XML_PARSE_BIG_LINES

/**
 * The messages' schema is lax below Extensions (saml-core §3.2.1), and a lax check still fails at an unknown
 * `xsi:type`, or at a known element inside a foreign one. So it is told to skip them; extensions are read by name, or
 * never.
 */
const LAX_EXTENSIONS = /(<complexType name="ExtensionsType">\s*<sequence>\s*<any [^>]*processContents=)"lax"/

// Each is compiled once for the process and never changed; a check then takes some hundredths of a millisecond.
const validators = new Map<SchemaName, XsdValidator>()

/** Compiles a schema ahead of its first check, which takes a tenth of a second otherwise. Throws if it is damaged. */
export const prepareSchema = (which: SchemaName): void => void validatorOf(which)

/**
 * Checks a document, which `parseXml` has accepted before, against a schema. `lineOf` turns a line of the text into the
 * line of the file that it was made from. Throws BrokerError('saml-schema') with line and text of the first fault.
 * Values of messages are kept out of that text because they may be personal; values of metadata are told because they
 * help the operator.
 */
export function validateSchema(text: string, which: SchemaName, lineOf = (line: number): number => line): void {
  const validator = validatorOf(which)
  let document: XmlDocument | null = null
  try {
    document = XmlDocument.fromString(text, { option: READING })
    // check: the-schema-is-checked
    validator.validate(document)
  } catch (cause) {
    if (!(cause instanceof XmlLibError)) throw cause
    const detail = describe(cause, which, lineOf)
    throw new BrokerError('saml-schema', detail, cause instanceof XmlValidateError ? {} : { cause })
  } finally {
    document?.dispose()
  }
}

function validatorOf(which: SchemaName): XsdValidator {
  const validator = validators.get(which) ?? compiled(which)
  validators.set(which, validator)
  return validator
}

function compiled(which: SchemaName): XsdValidator {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.xsd'))
  const buffers = Object.fromEntries(files.map((name) => [name, readSchema(name)]))
  for (const address of ADDRESSES) {
    const local = buffers[address.slice(address.lastIndexOf('/') + 1)]
    if (local) buffers[address] = local
  }
  xmlRegisterInputProvider(new XmlBufferInputProvider(buffers))
  try {
    return compile(SCHEMAS[which], buffers)
  } finally {
    // While it compiles no other schema, the library can open nothing at all.
    xmlCleanupInputProvider()
  }
}

function readSchema(name: string): Uint8Array {
  const source = readFileSync(new URL(name, FOLDER), 'utf8')
  if (name !== SCHEMAS.protocol) return new TextEncoder().encode(source)
  const patched = source.replace(LAX_EXTENSIONS, '$1"skip"')
  if (patched === source) throw new Error(`${name} has no Extensions to be skipped`)
  return new TextEncoder().encode(patched)
}

function compile(name: string, buffers: Readonly<Record<string, Uint8Array>>): XsdValidator {
  const source = buffers[name]
  if (!source) throw new Error(`the schema ${name} is missing in ${FOLDER.pathname}`)
  const document = XmlDocument.fromBuffer(source, { url: name, option: SAFE })
  try {
    return XsdValidator.fromDoc(document)
  } finally {
    document.dispose()
  }
}

function describe(error: XmlLibError, which: SchemaName, lineOf: (line: number) => number): string {
  const first = error.details[0]
  const message = (first?.message ?? error.message)
    .replace(/\{[^{}]*\}/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const told =
    // check: values-stay-out-of-schema-errors
    which === 'metadata' ? message : message.replace(/: .*?'.*' (?=is not (a valid|an element))/, ': the value ')
  return `line ${first?.line === undefined ? '?' : lineOf(first.line)}: ${told.slice(0, 400)}`
}
