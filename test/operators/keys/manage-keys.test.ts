import { expect } from 'chai'
import { days, type Instant } from '../../../src/domain/instant.js'
import type { KeyInfo } from '../../../src/domain/ports/signing-keys.js'
import {
  activateKey,
  algorithmsOfKeys,
  createKey,
  listKeys,
  retireKey,
} from '../../../src/operators/keys/manage-keys.js'
import { changeService } from '../../../src/operators/services/manage-services.js'
import { AACHEN, ACTOR, ECDSA, NOW, refusalOf, refusedIn, registryWorld } from '../registry-world.js'
import { key, keyHouse, RSA } from './key-house.js'

const DAY = (count: number): Instant => NOW + days(count)

const PLAIN = { force: false }
const FORCED = { force: true }

const found = async (keys: readonly KeyInfo[], now?: Instant) =>
  (await listKeys(keyHouse(keys, now))).map(({ findings }) =>
    findings.map(({ code, severity, data }) => ({ code, severity, ...data })),
  )

describe('what is found of the keys', () => {
  it('is nothing of an active one that is young', async () => {
    expect(await found([key('a')])).to.deep.equal([[]])
  })

  it('is when an announced one may be activated: when nobody may have older metadata', async () => {
    const next = key('b', { state: 'next', activatedAt: null })
    const step = { code: 'key-to-activate', severity: 'info', key: 'b' }
    expect(await found([next])).to.deep.equal([[{ ...step, from: DAY(28) }]])
    expect(await found([next], DAY(28))).to.deep.equal([[{ ...step, from: null }]])
    expect(await found([{ ...next, use: 'encryption' }])).to.deep.equal([
      [{ code: 'key-decrypts-already', severity: 'info', key: 'b' }],
    ])
  })

  it('is when the previous one may be retired: a day later, for encryption when the metadata has run out', async () => {
    const previous = key('a', { state: 'previous' })
    const step = { code: 'key-to-retire', severity: 'info', key: 'a', use: 'signing' }
    expect(await found([previous])).to.deep.equal([[{ ...step, from: DAY(1) }]])
    expect(await found([previous], DAY(1))).to.deep.equal([[{ ...step, from: null }]])
    const use = 'encryption'
    expect(await found([{ ...previous, use }])).to.deep.equal([[{ ...step, use, from: DAY(28) }]])
  })

  it('is that a certificate runs out, and that a successor is to be made unless it is', async () => {
    const active = key('a', { notAfter: DAY(58) })
    const [expiring, make] = [
      { code: 'certificate-expiring', severity: 'warning', left: days(58) },
      { code: 'successor-to-make', severity: 'info', use: 'signing', type: 'RSA-3072' },
    ]
    expect(await found([active], NOW - 1)).to.deep.equal([[]])
    expect(await found([active])).to.deep.equal([[expiring, make]])
    expect((await found([active, key('b', { state: 'next' })]))[0]).to.deep.equal([expiring])
    expect((await found([active], DAY(58)))[0]?.[0]).to.deep.equal({
      code: 'certificate-expired',
      severity: 'warning',
      notAfter: DAY(58),
    })
  })

  it('is since when they are in their state, also of keys from before that was written down', async () => {
    const views = await listKeys(
      keyHouse([
        key('a', { stateSince: null, activatedAt: DAY(-5) }),
        key('b', { stateSince: null, state: 'next', activatedAt: null, createdAt: DAY(-3) }),
        key('c', { stateSince: null, state: 'retired' }),
      ]),
    )
    expect(views.map(({ stateSince }) => stateSince)).to.deep.equal([DAY(-5), DAY(-3), null])
  })
})

describe('making a key', () => {
  it('is refused for a type that the broker does not make, with those that it does', async () => {
    const refusal = await refusedIn(createKey({ use: 'signing', type: 'RSA-1024', inHsm: false }, ACTOR, keyHouse([])))
    expect(refusal).to.deep.include({ code: 'key-type', data: { type: 'RSA-1024', known: ['RSA-3072', 'EC-P-256'] } })
  })
})

describe('activating a key', () => {
  const former = key('a')
  const next = key('b', { state: 'next', createdAt: DAY(-2) })

  it('that partners may not know yet is done, with a warning', async () => {
    const { findings, key: view } = await activateKey('b', ACTOR, keyHouse([former, next]))
    expect(view.key.state).to.equal('active')
    expect(findings).to.have.length(1)
    expect(findings[0]).to.deep.include({
      code: 'key-activated-early',
      severity: 'warning',
      data: { key: 'b', announced: days(2), kept: days(28), former: 'a' },
    })
  })

  it('that everybody knows is done without one, and so is the way back, and any for encryption', async () => {
    const quiet = async (keys: readonly KeyInfo[], id: string) =>
      (await activateKey(id, ACTOR, keyHouse(keys))).findings
    expect(await quiet([former, { ...next, createdAt: DAY(-28) }], 'b')).to.deep.equal([])
    expect(await quiet([former, { ...next, state: 'previous' }], 'b')).to.deep.equal([])
    expect(await quiet([former, { ...next, use: 'encryption' }], 'b')).to.deep.equal([])
  })

  it('says what is still to be retired', async () => {
    const { previous } = await activateKey('b', ACTOR, keyHouse([key('a', { state: 'previous' }), next]))
    expect(previous.map(({ key: { id }, findings }) => [id, findings.map(({ code }) => code)])).to.deep.equal([
      ['a', ['key-to-retire']],
    ])
  })
})

describe('retiring a key', () => {
  const [rsa, ec] = [key('a', { createdAt: DAY(-7) }), key('e', { type: 'EC-P-256' })]
  const previous = key('old', { state: 'previous', createdAt: DAY(-900) })
  const retireOld = async ({ force }: { force: boolean }, ...successors: readonly KeyInfo[]) =>
    retireKey('old', { force }, ACTOR, keyHouse([previous, ...successors]))

  it('is refused while its successor was announced for less than keys.announceDays, and done after them', async () => {
    const refusal = await refusedIn(retireOld(PLAIN, key('a', { createdAt: DAY(-7) + 1 })))
    expect(refusal).to.deep.include({
      code: 'key-successor-new',
      rule: 'key-successor-new',
      data: { key: 'old', successor: 'a', announced: days(7) - 1, wanted: days(7), ready: NOW + 1 },
    })
    expect((await retireOld(PLAIN, key('a', { createdAt: DAY(-7) }))).key.state).to.equal('retired')
  })

  it('is done at once with --force, as after a theft', async () => {
    expect((await retireOld(FORCED, key('a'))).key.state).to.equal('retired')
  })

  it('waits for an encryption key from its activation on, as it is not announced before', async () => {
    const use = 'encryption'
    const successor = (activatedAt: Instant) => key('a', { use, createdAt: DAY(-100), activatedAt })
    const retire = async (activatedAt: Instant) =>
      retireKey('old', PLAIN, ACTOR, keyHouse([{ ...previous, use }, successor(activatedAt)]))
    expect((await refusalOf(retire(DAY(-6)))).rule).to.equal('key-successor-new')
    expect((await retire(DAY(-7))).key.state).to.equal('retired')
  })

  it('looks at the key of its own family, where two sign side by side', async () => {
    const others = [key('e', { type: 'EC-P-256', createdAt: DAY(-100) }), key('a')]
    expect((await refusalOf(retireOld(PLAIN, ...others))).rule).to.equal('key-successor-new')
  })

  it('looks at the other family where its own has no active key, the longest known first', async () => {
    const others = [key('e', { type: 'EC-P-256' }), key('f', { type: 'EC-P-384', createdAt: DAY(-30) })]
    expect((await retireOld(PLAIN, ...others)).key.state).to.equal('retired')
    expect((await refusalOf(retireOld(PLAIN, key('e', { type: 'EC-P-256' })))).rule).to.equal('key-successor-new')
  })

  it('asks for no wait where the key was never used, and leaves an unknown one to the keys, forced or not', async () => {
    const deps = keyHouse([key('a'), key('b', { state: 'next' })])
    expect((await retireKey('b', PLAIN, ACTOR, deps)).key.state).to.equal('retired')
    expect((await refusalOf(retireKey('none', PLAIN, ACTOR, deps))).rule).to.equal('key-unknown')
    expect((await refusalOf(retireKey('none', FORCED, ACTOR, deps))).rule).to.equal('key-unknown')
  })

  it('is due when both its own answers and the announcement of its successor allow it', async () => {
    const [[step] = []] = await found([previous, key('a', { createdAt: DAY(-2) })])
    expect(step).to.include({ code: 'key-to-retire', from: DAY(5) })
  })

  it('is refused while a service is set to what it alone can sign', async () => {
    const registry = await registryWorld()
    const deps = keyHouse([rsa, ec], NOW, registry.deps.services)
    registry.world.signable = [RSA, ECDSA]
    await registry.imported()
    await changeService(AACHEN, { signatureAlgorithm: ECDSA }, ACTOR, registry.deps)
    expect(await refusedIn(retireKey('e', PLAIN, ACTOR, deps))).to.deep.include({
      rule: 'key-needed',
      data: { key: 'e', service: AACHEN, more: 0 },
    })
    await changeService(AACHEN, { signatureAlgorithm: null }, ACTOR, registry.deps)
    expect((await retireKey('e', PLAIN, ACTOR, deps)).key.state).to.equal('retired')
  })

  it('is not refused for one that does not sign', async () => {
    const registry = await registryWorld()
    const deps = keyHouse([rsa, { ...ec, state: 'previous' }], NOW, registry.deps.services)
    registry.world.signable = [ECDSA]
    await registry.imported({ signatureAlgorithm: ECDSA })
    expect((await retireKey('e', PLAIN, ACTOR, deps)).key.state).to.equal('retired')
  })
})

describe('the algorithms that answers can be signed with', () => {
  it('are those of the active signing keys, and of the first start’s key before it', async () => {
    const of = async (...keys: readonly KeyInfo[]) => algorithmsOfKeys(keyHouse(keys).keys)
    expect(await of()).to.deep.equal([RSA])
    expect(await of(key('a'), key('e', { type: 'EC-P-256' }))).to.deep.equal([RSA, ECDSA])
    expect(await of(key('e', { type: 'EC-P-256' }), key('a', { state: 'next' }))).to.deep.equal([ECDSA])
    expect(await of(key('e', { use: 'encryption', type: 'EC-P-256' }))).to.deep.equal([RSA])
  })
})
