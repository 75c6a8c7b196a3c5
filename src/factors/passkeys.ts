import { z } from 'zod'
import type { Passkey } from '../domain/second-factor.js'

/** What a browser is to do with a passkey; `passkey.js` reads it. */
export type PasskeyOptions = Readonly<Record<string, unknown>>

export type NewPasskey = Pick<Passkey, 'credential' | 'publicKey' | 'transports' | 'counter'>

/** For whom a passkey is made, as the authenticator shows it. */
export interface PasskeyUser {
  /** Opaque, base64url. */
  readonly id: string
  readonly name: string
}

/** WebAuthn level 2, for one origin. Challenges are base64url. */
export interface Passkeys {
  /** For `navigator.credentials.create`; those that the account has are left out. */
  creation(
    user: PasskeyUser,
    existing: readonly Pick<Passkey, 'credential' | 'transports'>[],
    challenge: string,
  ): PasskeyOptions
  /** What was made, from the browser's answer; null if anything is wrong with it. */
  created(answer: string, challenge: string): Promise<NewPasskey | null>
  /** For `navigator.credentials.get` with one of these. */
  request(passkeys: readonly Pick<Passkey, 'credential' | 'transports'>[], challenge: string): PasskeyOptions
  /**
   * Which of these signed the challenge, and its count; null if none did, or its count did not rise (a copy is about).
   */
  asserted<Key extends NewPasskey>(
    answer: string,
    challenge: string,
    passkeys: readonly Key[],
  ): Promise<{ readonly passkey: Key; readonly counter: number } | null>
}

/** Loaded with the first answer of a passkey: few logins have one, and no other library takes so long. */
const webauthn = () => import('@simplewebauthn/server')
const webauthnHelpers = () => import('@simplewebauthn/server/helpers')

/** EdDSA, ES256, RS256 (IANA COSE algorithms). */
const ALGORITHMS = [-8, -7, -257]

const TIMEOUT_MS = 120_000

/** More than any answer has. */
const LONGEST_ANSWER = 16_384

const base64url = z.string().regex(/^[\w-]*$/)
const credential = z.object({ id: base64url, rawId: base64url, type: z.literal('public-key') })
const creationAnswer = credential.extend({
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z
      .array(
        z
          .string()
          .max(40)
          .regex(/^[\w-]+$/),
      )
      .max(10)
      .default([]),
  }),
})
const assertionAnswer = credential.extend({
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url }),
})

/** Whether a broker at this address can have passkeys: they are bound to a name (WebAuthn §5.1.2, effective domain). */
export const canHavePasskeys = (publicUrl: string): boolean => !/^[\d.]+$|:/.test(new URL(publicUrl).hostname)

/** `publicUrl` is the one origin that answers may come from, its host the relying party's id (WebAuthn §5.1.2). */
export function createPasskeys(publicUrl: string, siteName: string): Passkeys {
  const { origin, hostname } = new URL(publicUrl)
  // check: passkeys-verify-their-user
  const expected: Expected = { expectedOrigin: origin, expectedRPID: hostname, requireUserVerification: true }
  return {
    creation: ({ id, name }, existing, challenge) => ({
      challenge,
      rp: { id: hostname, name: siteName },
      user: { id, name, displayName: name },
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
      excludeCredentials: descriptors(existing),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      attestation: 'none',
      timeout: TIMEOUT_MS,
    }),
    created: (answer, challenge) => created(answer, challenge, expected),
    request: (passkeys, challenge) => ({
      challenge,
      rpId: hostname,
      allowCredentials: descriptors(passkeys),
      userVerification: 'required',
      timeout: TIMEOUT_MS,
    }),
    asserted: (answer, challenge, passkeys) => asserted(answer, challenge, passkeys, expected),
  }
}

interface Expected {
  readonly expectedOrigin: string
  readonly expectedRPID: string
  readonly requireUserVerification: true
}

const descriptors = (passkeys: readonly Pick<Passkey, 'credential' | 'transports'>[]) =>
  passkeys.map(({ credential: id, transports }) => ({ type: 'public-key', id, transports }))

async function created(answer: string, challenge: string, expected: Expected): Promise<NewPasskey | null> {
  const read = parsed(creationAnswer, answer)
  // check: no-attestation-is-read
  if (!read || !(await isWithoutAttestation(read.response.attestationObject))) return null
  const { clientDataJSON, attestationObject, transports } = read.response
  const { verifyRegistrationResponse } = await webauthn()
  const checked = await unlessRefused(
    verifyRegistrationResponse({
      ...expected,
      response: { ...read, response: { clientDataJSON, attestationObject }, clientExtensionResults: {} },
      expectedChallenge: challenge,
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  )
  if (!checked?.verified) return null
  const { id, publicKey, counter } = checked.registrationInfo.credential
  return { credential: id, publicKey: Buffer.from(publicKey).toString('base64url'), transports, counter }
}

async function asserted<Key extends NewPasskey>(
  answer: string,
  challenge: string,
  passkeys: readonly Key[],
  expected: Expected,
): Promise<{ readonly passkey: Key; readonly counter: number } | null> {
  const read = parsed(assertionAnswer, answer)
  // check: a-passkey-is-the-account’s
  const passkey = read && passkeys.find(({ credential: id }) => id === read.id)
  if (!read || !passkey) return null
  const { credential: id, publicKey, counter } = passkey
  const { verifyAuthenticationResponse } = await webauthn()
  const checked = await unlessRefused(
    verifyAuthenticationResponse({
      ...expected,
      response: { ...read, clientExtensionResults: {} },
      expectedChallenge: challenge,
      credential: { id, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter },
    }),
  )
  return checked?.verified ? { passkey, counter: checked.authenticationInfo.newCounter } : null
}

function parsed<T>(shape: z.ZodType<T>, answer: string): T | null {
  // check: passkey-answers-have-a-length
  if (answer.length > LONGEST_ANSWER) return null
  try {
    return shape.parse(JSON.parse(answer))
  } catch {
    return null
  }
}

/**
 * None was asked for. Statements of other formats bring certificates whose revocation lists would be fetched from
 * wherever they say.
 */
async function isWithoutAttestation(attestationObject: string): Promise<boolean> {
  const { decodeAttestationObject } = await webauthnHelpers()
  try {
    return decodeAttestationObject(new Uint8Array(Buffer.from(attestationObject, 'base64url'))).get('fmt') === 'none'
  } catch {
    return false
  }
}

/** The library throws for whatever is wrong with an answer. */
const unlessRefused = <T>(check: Promise<T>): Promise<T | null> => check.catch(() => null)
