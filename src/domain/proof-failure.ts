/**
 * Why a proof did not hold, as a code: what operators find in log and metrics, where nothing tells whose it was. What a
 * citizen left out or mistyped in form is none of them.
 */
export const PROOF_FAILURES = [
  // Of a password and its second factors.
  'wrong',
  'braked',
  'proof-expired',
  'code-wrong',
  'code-used',
  'recovery-code',
  'passkey',
  // Of a phone: what it is told says less (RULES: The pass 4).
  'signature',
  'pin',
  'wrong-number',
  'blocked',
  'unpaired',
  'taken',
  'used',
  'expired',
  'no-account',
  'unknown-link',
  'malformed',
  'refused',
  'too-many',
  'block-code',
  // Of a card, its client or its server: the words of the page.
  'cancelled',
  'no-channel',
  'client',
  'communication',
  'server',
  'server-busy',
  'too-late',
  'invalid-document',
  'denied-document',
  'under-age',
  'data-refused',
  'card-data',
  'unknown-return',
  'too-often',
] as const

export type ProofFailure = (typeof PROOF_FAILURES)[number]
