import type { PassDeps } from '../../src/authenticators/pass/pass-deps.js'
import { accountId } from '../../src/domain/ids.js'
import { PASS_PAIRING_LIFETIME } from '../../src/domain/pass-pairing.js'
import type { TrustLevel } from '../../src/domain/trust-level.js'
import { VirtualPhone } from './virtual-phone.js'

/** A pairing as the account's page begins it; the link that its QR code holds. */
export async function beginPairing(pass: PassDeps, account: string, cap: TrustLevel = 'hoch'): Promise<string> {
  const id = pass.random.id()
  await pass.pairings.create({
    id,
    version: 1,
    account: accountId(account),
    cap,
    key: await pass.seal.make(id),
    keepUntil: pass.clock.now() + PASS_PAIRING_LIFETIME,
    state: { name: 'open' },
  })
  return `${pass.publicUrl}/pass/pair/${id}`
}

/** A phone that is paired with the account and has been used once; its PIN is 12345. */
export async function pairPhone(pass: PassDeps, account: string, cap: TrustLevel = 'hoch'): Promise<VirtualPhone> {
  const phone = new VirtualPhone()
  const { body } = await phone.pair(await beginPairing(pass, account, cap))
  const first = await pass.challenges.find(body.challenge)
  const answer = await phone.confirm(`${pass.publicUrl}/pass/login/${body.challenge}`, { number: first?.number ?? '' })
  if (answer.status !== 200) throw new Error(`the phone was not paired: ${answer.body.code}`)
  return phone
}
