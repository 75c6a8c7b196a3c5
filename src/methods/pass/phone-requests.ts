import type { EcPublicKey } from '../../domain/pass-device.js'

/** The offer of a pairing. No answer to a phone ever holds anything of an account (RULES: The pass 5). */
export interface PairingOffer {
  /** What the pairing will be for: an account, or one service without an account. */
  readonly purpose: 'account' | 'service'
  readonly encryptionKey: EcPublicKey
  readonly expiresAt: string
}

/** A challenge as seen by somebody who has only its link. */
export interface ChallengeNotice {
  /** Null if phones without an account cannot pair in it. */
  readonly pairing: PairingOffer | null
}

/** A challenge as seen by the phone that opened it. */
export interface OpenedChallenge {
  readonly service: Readonly<Record<string, string>>
  readonly nonce: string
  readonly encryptionKey: EcPublicKey
  readonly expiresAt: string
}

/** `return`: nothing goes on yet; the phone opens `returnUrl` in the browser, or sends the number. */
export type AnswerResult =
  | { readonly result: 'confirmed' }
  | { readonly result: 'declined' }
  | { readonly result: 'return'; readonly returnUrl: string }

/** `challenge`: the first one, which the phone opens at once. */
export interface PairedDevice {
  readonly device: string
  readonly challenge: string
}

/**
 * The link that a request is about, and the address it came from. The address is for rate limits alone and never
 * stored.
 */
export interface PhoneRequest {
  readonly link: string
  readonly address: string
}

/**
 * The phones' requests (docs/pass-protocol.md). `jws`: the message that the phone signed. Throws `PassProblem` for
 * whatever the protocol has a name for, `BrokerError` for faults of the broker.
 */
export interface PassPhone {
  lookAtPairing(request: PhoneRequest): Promise<PairingOffer>
  /** Takes a phone's key, name and PIN digest; the phone then has to answer the challenge that it is given. */
  pair(request: PhoneRequest, jws: string): Promise<PairedDevice>
  lookAtChallenge(request: PhoneRequest): Promise<ChallengeNotice>
  /** Pairs a phone in a challenge whose service takes phones without an account; the challenge is then this phone's. */
  pairInChallenge(request: PhoneRequest, jws: string): Promise<PairedDevice>
  open(request: PhoneRequest, jws: string): Promise<OpenedChallenge>
  answer(request: PhoneRequest, jws: string): Promise<AnswerResult>
  /** Takes the number after an answer without one. */
  sendNumber(request: PhoneRequest, jws: string): Promise<AnswerResult>
}
