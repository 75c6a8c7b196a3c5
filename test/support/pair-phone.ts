import type { PassDeps } from '../../src/authenticators/pass/pass-deps.js'
import { accountId } from '../../src/domain/ids.js'
import { hours } from '../../src/domain/instant.js'
import { PASS_PAIRING_LIFETIME } from '../../src/domain/pass-pairing.js'
import type { TrustLevel } from '../../src/domain/trust-level.js'
import type { SessionStore } from '../../src/domain/ports/session-store.js'
import { sampleSession } from '../contracts/samples.js'
import { VirtualPhone } from './virtual-phone.js'

/** The pass of a test's world, in which citizens can sign in. */
export type PassParts = PassDeps & { readonly sessions: SessionStore }

/** A pairing as the account's page begins it; the link that its QR code holds. */
export async function beginPairing(pass: PassParts, account: string, cap: TrustLevel = 'hoch'): Promise<string> {
  const id = pass.random.id()
  const session = sampleSession(`of-${id}`, account)
  await pass.sessions.create(session, pass.clock.now() + hours(12))
  await pass.pairings.create({
    id,
    version: 1,
    account: accountId(account),
    session: session.id,
    cap,
    key: await pass.seal.make(id),
    keepUntil: pass.clock.now() + PASS_PAIRING_LIFETIME,
    state: { name: 'open' },
  })
  return `${pass.publicUrl}/pass/pair/${id}`
}

/** A phone that is paired with the account and has been used once; its PIN is 12345. */
export async function pairPhone(pass: PassParts, account: string, cap: TrustLevel = 'hoch'): Promise<VirtualPhone> {
  const phone = new VirtualPhone()
  const { body } = await phone.pair(await beginPairing(pass, account, cap))
  const first = await pass.challenges.find(body.challenge)
  const answer = await phone.confirm(`${pass.publicUrl}/pass/login/${body.challenge}`, { number: first?.number ?? '' })
  if (answer.status !== 200) throw new Error(`the phone was not paired: ${answer.body.code}`)
  return phone
}
