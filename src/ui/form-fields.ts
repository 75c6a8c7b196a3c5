/** What the button that logs out sends as `decision` (CONTRACT: HTTP). */
export const LOGOUT_DECISION = 'logout'

/** Names of the inputs of every form, for the pages that write them and the routes that read them. */
export const FORM_FIELDS = {
  /** The hidden token of every form. */
  token: 'token',
  /** The method chosen by a submit button on the method page. */
  method: 'method',
  decision: 'decision',
  /** What a button of the pass's page wants. */
  step: 'step',
  /** The name of a paired phone. */
  deviceName: 'name',
  blockCode: 'code',
  username: 'username',
  password: 'password',
  /** A code of an app or of a list (CONTRACT: second factor). */
  code: 'code',
  /** That the password was right, sealed. */
  proof: 'proof',
  /** What the browser's passkey answered, JSON. */
  passkey: 'passkey',
  /** What a page of a set-up carries to its next form, sealed. */
  draft: 'draft',
  /** What the citizen calls something. */
  name: 'name',
  /** One per ticked box of optional attributes; the value is the attribute's name, or `address` for all of its parts. */
  release: 'release',
  /** One per bound method left ticked; the value names it. */
  bound: 'bound',
  /** Present (`yes`) if ticked. */
  remember: 'remember',
} as const

/** Values of `decision`. `confirm` is on the confirm page alone. */
export const DECISIONS = {
  confirm: 'confirm',
  cancel: 'cancel',
  switch: 'switch',
  back: 'back',
  other: 'other',
  continue: 'continue',
  download: 'download',
  return: 'return',
  openAccount: 'open-account',
  linkAccount: 'link-account',
} as const

/** Values of `step`. */
export const PASS_STEPS = { renew: 'renew' } as const

/** Every form: where it posts to, and its hidden token. */
export interface Form {
  readonly action: string
  readonly token: string
}
