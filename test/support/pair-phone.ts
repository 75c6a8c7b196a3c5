import { accountId, methodId } from '../../src/domain/ids.js'
import { hours } from '../../src/domain/instant.js'
import { PASS_PAIRING_LIFETIME, pairingIdOf } from '../../src/domain/pass-pairing.js'
import type { PassDeps } from '../../src/methods/pass/pass-deps.js'
import type { TrustLevel } from '../../src/domain/trust-level.js'
import type { SessionStore } from '../../src/domain/ports/session-store.js'
import { sampleSession } from '../contracts/samples.js'
import { VirtualPhone } from './virtual-phone.js'

/** The pass of a test's world, in which citizens can sign in. */
export type PassParts = PassDeps & { readonly sessions: SessionStore }

/** A pairing as the account's page begins it, in a session by password; the link that its QR code holds. */
export async function beginPairing(pass: PassParts, username: string, cap: TrustLevel = 'hoch'): Promise<string> {
  const link = pass.random.id()
  const id = pairingIdOf(link, pass.digest)
  const at = pass.clock.now()
  const account = accountId(username)
  const subject = { kind: 'account', account } as const
  const evidence = [{ method: methodId('password'), instance: '', level: 'normal', at, subject } as const]
  const session = { ...sampleSession(`of-${id}`, username), evidence, startedAt: at, lastActionAt: at }
  await pass.sessions.create(session, at + hours(12))
  await pass.pairings.create({
    id,
    link,
    version: 1,
    account,
    session: session.id,
    cap,
    key: await pass.seal.make(link),
    keepUntil: at + PASS_PAIRING_LIFETIME,
    state: { name: 'open' },
  })
  return `${pass.publicUrl}/pass/pair/${link}`
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
