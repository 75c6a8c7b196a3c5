import { OperatorError } from '../../domain/operator-error.js'
import { CK } from './cryptoki.js'
import type { TokenAddress } from './orders.js'
import { refusalOf, type Handle, type Pkcs11 } from './pkcs11-package.js'

/** A session at the token, logged in. */
export interface OpenSession {
  readonly pkcs11: Pkcs11
  readonly session: Handle
}

/** One session that lasts, and is opened anew when it was lost. */
export interface TokenSession {
  /**
   * Does `work` at the token. Where the module refuses, session and module are opened anew and it is done once more: a
   * restarted HSM and a token put back are found so. Throws `OperatorError` with what is wrong and what to do.
   */
  do<Made>(work: (at: OpenSession) => Made): Made
  /** The same for work that must not be done twice: the session is proved first. */
  doOnce<Made>(work: (at: OpenSession) => Made): Made
}

/** A session at the token of this address; `pkcs11` is loaded into this thread and no other. */
export function createTokenSession(pkcs11: Pkcs11, address: TokenAddress): TokenSession {
  const open = createOpening(pkcs11, address)
  let opened: OpenSession | null = null

  const fresh = <Made>(work: (at: OpenSession) => Made, wasLost: boolean): Made => {
    try {
      opened = null
      opened = open(wasLost)
      return work(opened)
    } catch (error) {
      throw told(error, address)
    }
  }
  const attempt = <Made>(work: (at: OpenSession) => Made): Made => {
    if (opened === null) return fresh(work, false)
    try {
      return work(opened)
    } catch {
      return fresh(work, true)
    }
  }
  return {
    do: attempt,
    doOnce(work) {
      const at = attempt(proved)
      try {
        return work(at)
      } catch (error) {
        throw told(error, address)
      }
    },
  }
}

/** How a session is opened. A module that has lost its HSM finds it again once it is finalized. */
function createOpening(pkcs11: Pkcs11, address: TokenAddress): (wasLost: boolean) => OpenSession {
  let isLoaded = false
  let hasFailed = false
  return (wasLost) => {
    if (!isLoaded) loadModule(pkcs11, address.module)
    isLoaded = true
    if (wasLost || hasFailed) quietly(() => pkcs11.C_Finalize())
    hasFailed = true
    initialize(pkcs11, address)
    const session = pkcs11.C_OpenSession(slotOf(pkcs11, address), CK.CKF_SERIAL_SESSION | CK.CKF_RW_SESSION)
    logIn(pkcs11, session, address)
    hasFailed = false
    return { pkcs11, session }
  }
}

/** Asks the token itself: a session may be told to be open after the token was taken out. */
const proved = (at: OpenSession): OpenSession => {
  const { pkcs11, session } = at
  pkcs11.C_FindObjectsInit(session, [{ type: CK.CKA_CLASS, value: CK.CKO_PRIVATE_KEY }])
  pkcs11.C_FindObjects(session, 1)
  pkcs11.C_FindObjectsFinal(session)
  return at
}

function loadModule(pkcs11: Pkcs11, module: string): void {
  try {
    pkcs11.load(module)
  } catch (error) {
    throw new OperatorError(
      'pkcs11-module',
      `keys.pkcs11.module is ${JSON.stringify(module)}, which cannot be loaded (${messageOf(error)}); ` +
        "it may be the path of the PKCS#11 library of your HSM's vendor, such as /usr/lib/softhsm/libsofthsm2.so",
    )
  }
}

/** Another thread of this process may have the module in use: then it is initialized, and that will do. */
function initialize(pkcs11: Pkcs11, { module }: TokenAddress): void {
  try {
    pkcs11.C_Initialize()
  } catch (error) {
    if (refusalOf(error)?.code === CK.CKR_CRYPTOKI_ALREADY_INITIALIZED) return
    throw new OperatorError(
      'pkcs11-module',
      `keys.pkcs11.module is ${JSON.stringify(module)}, and it does not begin its work (${messageOf(error)}); ` +
        'see whether its own configuration and its way to the HSM are there',
    )
  }
}

function slotOf(pkcs11: Pkcs11, { module, token }: TokenAddress): Handle {
  const slots = pkcs11.C_GetSlotList(true).map((slot) => ({ slot, label: labelOf(pkcs11, slot) }))
  const [found, ...more] = slots.filter(({ label }) => label === token)
  // check: of-two-tokens-of-one-label-none-is-taken
  if (found && more.length === 0) return found.slot
  // A slot whose token was never initialized has none.
  const labels = slots.flatMap(({ label }) => (label === '' ? [] : JSON.stringify(label)))
  throw new OperatorError(
    'pkcs11-token',
    `keys.pkcs11.token is ${JSON.stringify(token)}, and ${module} shows ${found ? 'more than one token' : 'no token'} ` +
      `of that label; there are: ${labels.join(', ') || 'none'}; give the label of one, and see that it is plugged in`,
  )
}

/** Labels are filled up with spaces (PKCS#11 §3.2). */
const labelOf = (pkcs11: Pkcs11, slot: Handle): string => {
  const { label } = pkcs11.C_GetTokenInfo(slot)
  return label.replace(/[\s\0]+$/, '')
}

function logIn(pkcs11: Pkcs11, session: Handle, { token, pin }: TokenAddress): void {
  try {
    pkcs11.C_Login(session, CK.CKU_USER, pin)
  } catch (error) {
    const code = refusalOf(error)?.code
    if (code === CK.CKR_USER_ALREADY_LOGGED_IN) return
    throw new OperatorError(
      code === CK.CKR_PIN_INCORRECT || code === CK.CKR_PIN_LOCKED ? 'pkcs11-pin' : 'pkcs11-failed',
      `The token ${JSON.stringify(token)} refuses the PIN in keys.pkcs11.pinFile (${messageOf(error)}); ` +
        'put the right one there and start again: it is not tried twice, as a token locks itself after a few wrong ones',
    )
  }
}

const told = (error: unknown, { token }: TokenAddress): OperatorError =>
  error instanceof OperatorError
    ? error
    : new OperatorError(
        'pkcs11-failed',
        `The token ${JSON.stringify(token)} of keys.pkcs11 does not do what it is asked to (${messageOf(error)}); ` +
          'see whether the HSM runs and can be reached',
      )

/** The name of the refusal, such as CKR_PIN_INCORRECT; never what was handed over. */
const messageOf = (error: unknown): string =>
  refusalOf(error)?.name ?? (error instanceof Error ? error.message : 'unknown reason')

function quietly(act: () => void): void {
  try {
    act()
  } catch {
    // It was not initialized, or is gone.
  }
}
