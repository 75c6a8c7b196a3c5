import { boundMethods, type Account, type BoundMethod } from './account.js'
import { methodId } from './ids.js'

export const PASSWORD = methodId('password')

/** The code app's binding: an account has one. Passkeys are several, each `passkey:` with an id of its own. */
export const TOTP = 'totp'

const PASSKEY_PREFIX = 'passkey:'

export const passkeyInstance = (id: string): string => PASSKEY_PREFIX + id

export type SecondFactorKind = 'totp' | 'passkey'

interface FactorBase {
  /** The binding of the method `password` that it is. */
  readonly instance: string
  /**
   * Rises with each use: the time step of the last code (RFC 6238 §5.2), or the passkey's own count, 0 if it keeps
   * none.
   */
  readonly counter: number
}

/** An app that shows time-based codes (RFC 6238). */
export interface TotpFactor extends FactorBase {
  readonly kind: 'totp'
  /** The shared secret, sealed with SECRET_KEY. */
  readonly secret: string
}

/** A key pair of an authenticator (WebAuthn). */
export interface Passkey extends FactorBase {
  readonly kind: 'passkey'
  /** Id of the credential, base64url. */
  readonly credential: string
  /** COSE key, base64url. */
  readonly publicKey: string
  /** How a browser reaches it, as it said itself. */
  readonly transports: readonly string[]
}

/** What an account's password can be joined by. */
export type SecondFactor = TotpFactor | Passkey

export const kindOfFactor = (instance: string): SecondFactorKind =>
  instance.startsWith(PASSKEY_PREFIX) ? 'passkey' : 'totp'

/** The second factors among an account's bindings, unless blocked. */
export const boundFactors = (account: Account): readonly BoundMethod[] =>
  boundMethods(account, PASSWORD).filter(({ instance }) => instance !== '')

/** True if the account has a password that can be joined by a second factor. */
export const hasPassword = (account: Account): boolean =>
  boundMethods(account, PASSWORD).some(({ instance }) => instance === '')
