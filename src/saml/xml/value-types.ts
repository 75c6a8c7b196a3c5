/**
 * The attributes without a namespace that SAML, its metadata and XML signatures type as xs:string, plain or restricted:
 * white space in them counts. Every other one is an anyURI, boolean, number, time, ID or list, where XML Schema
 * collapses it (xmlschema-2 §4.3.6).
 */
const STRINGS: ReadonlySet<string> = new Set([
  'Address',
  'Comparison',
  'DNSName',
  'Decision',
  'FriendlyName',
  'MimeType',
  'Name',
  'NameQualifier',
  'ProviderName',
  'Reason',
  'SPNameQualifier',
  'SPProvidedID',
  'SessionIndex',
  'Version',
  'contactType',
  'use',
])

/**
 * White space of XML and nothing else: a no-break space is a character of the value, and a value with one is another.
 */
const SPACES = /[ \t\r\n]+/g
// check: white-space-is-that-of-xml
const AROUND = /^[ \t\r\n]+|[ \t\r\n]+$/g

/** The value of an attribute as its type has it. Addresses are compared as exact strings of this form. */
export const typedValue = (attributeName: string, written: string): string =>
  STRINGS.has(attributeName) ? written : withoutSpaceAround(written).replace(SPACES, ' ')

/** A text without the white space that an indenting writer puts around it. */
export const withoutSpaceAround = (written: string): string => written.replace(AROUND, '')

/** A text without any white space: base64, and the names of attributes, which senders wrap and pad. */
export const withoutSpace = (written: string): string => written.replace(SPACES, '')

/** Whether a text between elements says nothing. */
export const isBlank = (written: string): boolean => withoutSpaceAround(written) === ''
