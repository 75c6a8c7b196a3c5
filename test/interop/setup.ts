/** How a service provider is set up and what its requests ask for. */
export interface Setup {
  readonly binding: 'Redirect' | 'POST'
  readonly signed: boolean
  readonly encrypted: boolean
  readonly nameId: NameIdKind
  readonly level: Level
  readonly passive: boolean
  readonly force: boolean
  /** How many seconds the service's clock is ahead of the broker's. */
  readonly clock: number
  /** Answers are to come as artifacts. */
  readonly artifact?: boolean
  /** It announces every way of being told of a logout that the product knows, beside those of the example. */
  readonly everyLogout?: boolean
}

export type NameIdKind = 'persistent' | 'transient' | 'email'

export interface Level {
  readonly comparison: 'exact' | 'minimum'
  readonly classRef: string
}

export const NAME_ID_FORMATS: Readonly<Record<NameIdKind, string>> = {
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  transient: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
  email: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
}

export const LOW = 'http://eidas.europa.eu/LoA/low'
export const HIGH = 'http://eidas.europa.eu/LoA/high'
export const PASSWORD_PROTECTED_TRANSPORT = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport'

/** What the example files of the portal guide say. */
export const AS_IN_THE_EXAMPLE: Setup = {
  binding: 'Redirect',
  signed: true,
  encrypted: true,
  nameId: 'persistent',
  level: { comparison: 'minimum', classRef: LOW },
  passive: false,
  force: false,
  clock: 0,
}

export const describeSetup = ({ binding, signed, encrypted, nameId }: Setup): string =>
  `${signed ? 'a signed' : 'an unsigned'} request by ${binding}, the assertion ${encrypted ? 'encrypted' : 'not encrypted'}, NameID ${nameId}`
