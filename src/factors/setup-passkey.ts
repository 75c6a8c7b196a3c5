import { z } from 'zod'
import type { AtAccount, PasskeyOffer, SecondFactorSetup, SetupAgain } from './second-factor-setup.js'
import { passkeyInstance, type Passkey } from '../domain/second-factor.js'
import { bindFactor } from './bind-factor.js'
import type { NewPasskey } from './passkeys.js'
import { openDraft, sealDraft, type SetupDeps } from './setup-deps.js'

const CREATE = 'passkey to create'
const USE = 'passkey to use'

const createShape = z.strictObject({ challenge: z.string() })
const useShape = z.strictObject({
  challenge: z.string(),
  name: z.string(),
  passkey: z.strictObject({
    credential: z.string(),
    publicKey: z.string(),
    transports: z.array(z.string()),
    counter: z.int(),
  }),
})

export async function offerPasskey(at: AtAccount, deps: SetupDeps): Promise<PasskeyOffer> {
  const challenge = deps.random.secret()
  const { factors } = await deps.factors.find(at.account.id)
  const existing = factors.filter((factor): factor is Passkey => factor.kind === 'passkey')
  const id = deps.digest.digest('passkey-user', at.account.id)
  const options = deps.passkeys.creation({ id, name: at.account.username ?? '' }, existing, challenge)
  return { step: 'create', options: JSON.stringify(options), draft: sealDraft(at, CREATE, { challenge }, deps) }
}

/**
 * A new passkey is not stored: it goes back with the page, sealed, and is bound once it has signed a challenge. What a
 * browser says when it makes one is signed by nobody where no attestation is asked for.
 */
export async function takePasskey(
  at: AtAccount,
  form: Parameters<SecondFactorSetup['takePasskey']>[1],
  deps: SetupDeps,
): ReturnType<SecondFactorSetup['takePasskey']> {
  const made = openDraft(at, USE, useShape, form.draft, deps)
  if (made) {
    const { passkey, name, challenge } = made
    const used = await deps.passkeys.asserted(form.answer, challenge, [passkey])
    // check: a-passkey-is-used-before-it-counts
    if (!used) return { kind: 'again', problem: 'wrong', offer: offerUse(at, passkey, name, deps) }
    const instance = passkeyInstance(deps.random.id())
    return bindFactor(at, { kind: 'passkey', instance, ...passkey, counter: used.counter }, name, deps)
  }
  const begun = openDraft(at, CREATE, createShape, form.draft, deps)
  if (!begun) return beginAgain(at, 'expired', deps)
  const passkey = await deps.passkeys.created(form.answer, begun.challenge)
  if (!passkey) return beginAgain(at, 'wrong', deps)
  return { kind: 'offer', offer: offerUse(at, passkey, form.name, deps) }
}

const beginAgain = async (
  at: AtAccount,
  problem: 'expired' | 'wrong',
  deps: SetupDeps,
): Promise<SetupAgain<PasskeyOffer>> => ({ kind: 'again', problem, offer: await offerPasskey(at, deps) })

function offerUse(at: AtAccount, passkey: NewPasskey, name: string, deps: SetupDeps): PasskeyOffer {
  const challenge = deps.random.secret()
  const options = JSON.stringify(deps.passkeys.request([passkey], challenge))
  return { step: 'use', options, draft: sealDraft(at, USE, { challenge, name, passkey }, deps) }
}
