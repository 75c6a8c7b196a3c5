import type { EcPublicKey } from '../../domain/pass-device.js'

/** What every answer to a phone may hold: never anything of an account (RULES: The pass 5). */
export interface PairingOffer {
  /** What the pairing will be for: an account, or one service without any. */
  readonly purpose: 'account' | 'service'
  readonly encryptionKey: EcPublicKey
  readonly expiresAt: string
}

/** A challenge as somebody sees it who has its link alone. */
export interface ChallengeNotice {
  /** Null where phones without an account cannot pair in it. */
  readonly pairing: PairingOffer | null
}

/** A challenge as the phone sees it that opened it. */
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

/** `challenge`: the first one, to be opened at once. */
export interface PairedDevice {
  readonly device: string
  readonly challenge: string
}

/** Where a request came from; for rate limits alone, never stored. */
export interface PhoneRequest {
  readonly link: string
  readonly address: string
}

/**
 * What phones ask (docs/pass-protocol.md). `jws` is what the phone signed. Throws `PassProblem` for whatever the
 * protocol has a name for, `BrokerError` for faults of the house.
 */
export interface PassPhone {
  lookAtPairing(request: PhoneRequest): Promise<PairingOffer>
  /** Sends key, name and PIN digest: the device then has to answer the challenge that it is given. */
  pair(request: PhoneRequest, jws: string): Promise<PairedDevice>
  lookAtChallenge(request: PhoneRequest): Promise<ChallengeNotice>
  /** Pairs in a challenge whose service takes phones without an account; the challenge is this phone's then. */
  pairInChallenge(request: PhoneRequest, jws: string): Promise<PairedDevice>
  open(request: PhoneRequest, jws: string): Promise<OpenedChallenge>
  answer(request: PhoneRequest, jws: string): Promise<AnswerResult>
  /** The number after an answer without one. */
  sendNumber(request: PhoneRequest, jws: string): Promise<AnswerResult>
}
