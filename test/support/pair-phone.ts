import { accountId, methodId, sessionId } from '../../src/domain/ids.js'
import { hours } from '../../src/domain/instant.js'
import { PASS_PAIRING_LIFETIME } from '../../src/domain/pass-pairing.js'
import type { HttpWorld } from './http-world.js'
import { VirtualPhone } from './virtual-phone.js'

type PairingWorld = Pick<HttpWorld, 'pass' | 'sessions' | 'clock'>

/** A pairing as the account's page begins it, in a session by password; the link that its QR code holds. */
export async function beginPairing({ pass, sessions, clock }: PairingWorld, username: string): Promise<string> {
  if (!pass) throw new Error('this world has no pass')
  const id = pass.random.id()
  const account = accountId(username)
  const session = sessionId(`session of ${id}`)
  const at = clock.now()
  const subject = { kind: 'account', account } as const
  const evidence = [{ method: methodId('password'), instance: '', level: 'normal', at, subject } as const]
  await sessions.create(
    { id: session, account, evidence, startedAt: at, lastActionAt: at, participations: [], version: 1 },
    at + hours(1),
  )
  await pass.pairings.create({
    id,
    version: 1,
    account,
    session,
    cap: 'hoch',
    key: await pass.seal.make(id),
    keepUntil: at + PASS_PAIRING_LIFETIME,
    state: { name: 'open' },
  })
  return `${pass.publicUrl}/pass/pair/${id}`
}

/** A phone that is paired with the account and has been used once; its PIN is 12345. */
export async function pairPhone(world: PairingWorld, account: string): Promise<VirtualPhone> {
  const phone = new VirtualPhone()
  const { body } = await phone.pair(await beginPairing(world, account))
  const first = await world.pass?.challenges.find(body.challenge)
  const link = `${world.pass?.publicUrl ?? ''}/pass/login/${body.challenge}`
  const answer = await phone.confirm(link, { number: first?.number ?? '' })
  if (answer.status !== 200) throw new Error(`the phone was not paired: ${answer.body.code}`)
  return phone
}
