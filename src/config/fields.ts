import { z } from 'zod'
import { TRUST_LEVELS, type TrustLevel } from '../domain/trust-level.js'
import { isEmailAddress } from '../domain/email-address.js'
import { isLoopbackHost } from '../domain/loopback-host.js'
import { isPrivateNetwork, PRIVATE_NETWORK_EXPECTED } from '../outgoing/network-class.js'
import { NETWORK_EXPECTED, parseNetwork } from './network.js'

/**
 * What a field of the config file is told to the reader as: in faults (`expects`, English), in the manual (`doc`) and in
 * config/default.yaml (`doc`, with the German `values` that it may have or an `example` where it ships empty).
 */
export interface FieldMeta {
  readonly expects: string
  readonly doc: string
  readonly values?: string
  readonly example?: string
}

/** A section of the config file, of the keys in `shape` alone. */
// check: unknown-settings-are-refused
export const section = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape)

/** A section with what stands above it in config/default.yaml: German, broken into lines as it is to be there. */
export const sectionAbout = <Shape extends z.ZodRawShape>(about: string, shape: Shape) => section(shape).meta({ about })

/**
 * One leaf: its test, what it may hold, its default and what it is for. The fault of a leaf is always
 * "it may be <expects>", so a value cannot be refused without saying what would be taken.
 */
function field<T>(accepts: (value: unknown) => boolean, fallback: T, meta: FieldMeta) {
  return z
    .custom<T>(accepts, { error: meta.expects })
    .default(fallback as never)
    .meta({ ...meta })
}

const exampleOf = (example: string | undefined): { readonly example?: string } =>
  example === undefined ? {} : { example }

const isText = (value: unknown): value is string => typeof value === 'string'

export const wholeNumber = (least: number, most: number, fallback: number, doc: string) =>
  field<number>((value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most, fallback, {
    expects: `a whole number from ${least} to ${most}`,
    doc,
  })

export const yesOrNo = (fallback: boolean, doc: string) =>
  field<boolean>((value) => typeof value === 'boolean', fallback, { expects: 'true or false', doc })

export const shortText = (fallback: string, doc: string) =>
  field<string>((value) => isText(value) && isPlainText(value), fallback, {
    expects: 'a text of 1 to 200 characters on one line',
    doc,
  })

/** One of a few words. */
export const oneOf = <Word extends string>(words: readonly Word[], fallback: Word, doc: string) =>
  field<Word>((value) => words.some((each) => each === value), fallback, {
    expects: words.join(' or '),
    doc,
    values: words.join(' oder '),
  })

/** A trust level up to `highest`. */
export function levelUpTo(highest: TrustLevel, fallback: TrustLevel, doc: string) {
  const allowed: readonly string[] = TRUST_LEVELS.slice(0, TRUST_LEVELS.indexOf(highest) + 1)
  return field<TrustLevel>((value) => isText(value) && allowed.includes(value), fallback, {
    expects: allowed.join(' or '),
    doc,
    values: allowed.join(', ').replace(/, (?=[^,]*$)/, ' oder '),
  })
}

export const optionalEmail = (doc: string, example?: string) =>
  field<string | null>((value) => isText(value) && isEmailAddress(value), null, {
    expects: 'an e-mail address such as hilfe@stadt.example, or nothing',
    doc,
    ...exampleOf(example),
  })

export const optionalPhone = (doc: string, example?: string) =>
  field<string | null>((value) => isText(value) && /^\+?[0-9][0-9 ()/-]{2,30}$/.test(value), null, {
    expects: 'a phone number in quotes such as "+49 241 123456", or nothing',
    doc,
    ...exampleOf(example),
  })

/** Links of pages: nothing but https and mailto ever becomes a link, and http to this machine, as in the demo. */
export const optionalLink = (doc: string, example?: string) =>
  field<string | null>((value) => isText(value) && isLink(value), null, {
    expects: 'an address that begins with https:// (or http:// on localhost) or mailto:, or nothing',
    doc,
    ...exampleOf(example),
  })

export const optionalShortText = (doc: string, example?: string) =>
  optionalText(isPlainText, 'a text of 1 to 200 characters on one line, or nothing', doc, example)

/** A text that passes a test of its own, or nothing. */
export const optionalText = (accepts: (text: string) => boolean, expects: string, doc: string, example?: string) =>
  field<string | null>((value) => isText(value) && accepts(value), null, { expects, doc, ...exampleOf(example) })

/** A page of the web, which mail is not. */
export const optionalWebLink = (doc: string, example?: string) =>
  optionalText(
    (text) => isLink(text) && !text.startsWith('mailto:'),
    'an address that begins with https:// (or http:// on localhost), or nothing',
    doc,
    example,
  )

/** What stands behind the @ of an identifier (SAML V2.0 Subject Identifier Attributes Profile 1.0 §3.3). */
export const optionalScope = (doc: string, example?: string) =>
  optionalText(
    // check: a-scope-is-a-scope
    (text) => /^[a-z0-9][a-z0-9.-]{0,126}$/i.test(text),
    'a domain name of at most 127 letters, digits, dots and hyphens, or nothing',
    doc,
    example,
  )

/** A whole number within an optional section. */
export const requiredNumber = (least: number, most: number, doc: string) =>
  z
    .custom<number>((value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most, {
      error: `a whole number from ${least} to ${most}`,
    })
    .meta({ expects: `a whole number from ${least} to ${most}`, doc })

/** A text that passes a test of its own and has a default. */
export const requiredAddress = (accepts: (text: string) => boolean, fallback: string, expects: string, doc: string) =>
  field<string>((value) => isText(value) && accepts(value), fallback, { expects, doc })

/** The last day of something, or nothing. */
export const givenDate = (doc: string, example?: string) =>
  field<string | null>((value) => isText(value) && isDate(value), null, {
    expects: "a date in quotes such as '2027-03-31', or nothing",
    doc,
    ...exampleOf(example),
  })

const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)

/** Where a web app lies: https, or http on this machine, as for the simulated phone of the demo. */
export const optionalApp = (doc: string, example?: string) =>
  field<string | null>((value) => isText(value) && isApp(value), null, {
    expects: 'an address that begins with https:// (or http:// on localhost) without a fragment, or nothing',
    doc,
    ...exampleOf(example),
  })

/** A list of networks; without a fallback, an example of it. */
function networkList(
  accepts: (network: string) => boolean,
  expected: string,
  { fallback, ...meta }: { readonly fallback: readonly string[]; readonly doc: string; readonly example?: string },
) {
  const isAccepted = (value: unknown): boolean => {
    const network = isText(value) ? parseNetwork(value) : null
    // check: private-networks-alone-are-allowed
    return network !== null && accepts(network)
  }
  return z
    .array(
      z.custom<string>(isAccepted, { error: expected }).transform((value) => parseNetwork(value) ?? value),
      { error: `a list of networks; each ${expected}` },
    )
    .default([...fallback])
    .meta({ expects: `a list; each ${expected}`, ...meta })
}

export const networks = (fallback: readonly string[], doc: string) =>
  networkList(() => true, NETWORK_EXPECTED, { fallback, doc })

/** Private networks; none as shipped. */
export const privateNetworks = (doc: string, example: string) =>
  networkList(isPrivateNetwork, PRIVATE_NETWORK_EXPECTED, { fallback: [], doc, example })

/** A required text within an optional section. */
export const requiredText = (doc: string) =>
  z
    .custom<string>((value) => isText(value) && isPlainText(value), { error: 'a text of 1 to 200 characters' })
    .meta({ expects: 'a text of 1 to 200 characters', doc })

export const requiredLink = (doc: string) =>
  z
    .custom<string>((value) => isText(value) && isLink(value) && value.startsWith('https:'), {
      error: 'an address that begins with https://',
    })
    .meta({ expects: 'an address that begins with https://', doc })

const isPlainText = (value: string): boolean => value.trim().length > 0 && value.length <= 200 && !/\p{C}/u.test(value)

function isLink(value: string): boolean {
  if (value.startsWith('mailto:')) return isEmailAddress(value.slice('mailto:'.length).split('?')[0] ?? '')
  // check: configured-links-are-safe
  if (/[\s"<>]/.test(value) || !/^https?:\/\//.test(value) || !URL.canParse(value)) return false
  return value.startsWith('https:') || isLoopbackHost(new URL(value).hostname)
}

function isApp(value: string): boolean {
  if (!URL.canParse(value) || value.includes('#')) return false
  const { protocol, hostname, username, password } = new URL(value)
  const isPlain = username === '' && password === ''
  return isPlain && (protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname)))
}
