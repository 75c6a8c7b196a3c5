import { expect } from 'chai'
import { days, type Instant } from '../../../src/domain/instant.js'
import { OperatorError } from '../../../src/domain/operator-error.js'
import type { KeyInfo } from '../../../src/domain/ports/signing-keys.js'
import {
  activateKey,
  generateKey,
  listKeys,
  retireKey,
  type KeyDeps,
  type KeyTools,
} from '../../../src/operators/keys/key-commands.js'
import { signableAlgorithms } from '../../../src/operators/keys/signable-algorithms.js'
import { importServices } from '../../../src/operators/services/import-services.js'
import { setService } from '../../../src/operators/services/manage-services.js'
import { AACHEN, ECDSA, NOW, refusalOf, registryWorld, SIGNING_KEY } from '../registry-world.js'

const RSA = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'
const DAY = (count: number): Instant => NOW + days(count)

const PLAIN = { force: false }
const FORCED = { force: true }

const key = (id: string, changes: Partial<KeyInfo> = {}): KeyInfo => ({
  id,
  use: 'signing',
  state: 'active',
  stateSince: NOW,
  type: 'RSA-3072',
  certificate: SIGNING_KEY,
  notAfter: DAY(1000),
  createdAt: NOW,
  activatedAt: NOW,
  ...changes,
})

/** These keys at this time; a change puts one into another state, as the real tools do. */
function house(keys: readonly KeyInfo[], now = NOW) {
  let held = keys
  const change = async (id: string, state: KeyInfo['state']): Promise<KeyInfo> => {
    held = held.map((each) => (each.id === id ? { ...each, state } : each))
    return held.find((each) => each.id === id) ?? Promise.reject(new OperatorError('key-unknown', id))
  }
  const tools: KeyTools = {
    types: ['RSA-3072', 'EC-P-256'],
    signatureAlgorithms: (type) => (type.startsWith('EC') ? [ECDSA] : [RSA]),
    list: async () => held,
    generate: async (use, type) => key('fresh', { use, type, state: 'next' }),
    activate: (id) => change(id, 'active'),
    retire: (id) => change(id, 'retired'),
  }
  const registry = registryWorld()
  const deps: KeyDeps = {
    keys: tools,
    services: registry.deps.services,
    actor: 'cli:mira',
    now,
    validFor: days(28),
    announceFor: days(7),
  }
  return { deps, registry }
}

const said = async (keys: readonly KeyInfo[], now?: Instant) =>
  (await listKeys(house(keys, now).deps)).map(({ warning, advice }) => [warning, advice])

describe('what is said of the keys', () => {
  it('is nothing of an active one that is young', async () => {
    expect(await said([key('a')])).to.deep.equal([[null, null]])
  })

  it('is when an announced one may be activated: when nobody may have older metadata', async () => {
    const next = key('b', { state: 'next', activatedAt: null })
    expect(await said([next])).to.deep.equal([
      [
        null,
        'announced; to be activated on 2026-12-18, when nobody may have older metadata any more: servicekonto keys activate b',
      ],
    ])
    expect((await said([next], DAY(28)))[0]?.[1]).to.contain('to be activated now: servicekonto keys activate b')
  })

  it('is when the previous one may be retired: a day later, for encryption when the metadata has run out', async () => {
    const previous = key('a', { state: 'previous' })
    expect(await said([previous])).to.deep.equal([
      [null, 'announced, signs no more; to be retired from 2026-11-21: servicekonto keys retire a'],
    ])
    expect((await said([previous], DAY(1)))[0]?.[1]).to.contain('to be retired now')
    expect((await said([{ ...previous, use: 'encryption' }]))[0]?.[1]).to.equal(
      'decrypts, announced no more; to be retired from 2026-12-18: servicekonto keys retire a',
    )
  })

  it('is that a certificate runs out, early enough to announce another, and what to do unless that is done', async () => {
    const active = key('a', { notAfter: DAY(58) })
    expect(await said([active], NOW - 1)).to.deep.equal([[null, null]])
    expect(await said([active])).to.deep.equal([
      [
        'its certificate expires in 58 days; some partners look at that date',
        'make its successor: servicekonto keys generate --use signing --type RSA-3072',
      ],
    ])
    expect((await said([active], DAY(57)))[0]?.[0]).to.contain('expires in 1 day;')
    expect((await said([active], DAY(58)))[0]?.[0]).to.contain('expired on 2027-01-17')
    const [old] = await said([active, key('b', { state: 'next' })])
    expect(old).to.deep.equal(['its certificate expires in 58 days; some partners look at that date', null])
    const [other] = await said([active, key('b', { state: 'next', type: 'EC-P-256' })])
    expect(other?.[1]).to.contain('make its successor')
    expect(await said([key('a', { state: 'retired', notAfter: NOW })])).to.deep.equal([[null, null]])
  })

  it('is since when they are in their state, also of keys from before that was written down', async () => {
    const views = await listKeys(
      house([
        key('a', { stateSince: null, activatedAt: DAY(-5) }),
        key('b', { stateSince: null, state: 'next', activatedAt: null, createdAt: DAY(-3) }),
        key('c', { stateSince: null, state: 'retired' }),
      ]).deps,
    )
    expect(views.map(({ stateSince }) => stateSince?.slice(0, 10))).to.deep.equal([
      '2026-11-15',
      '2026-11-17',
      undefined,
    ])
  })

  it('is how to go on with a fresh one', async () => {
    expect((await generateKey('signing', 'EC-P-256', house([]).deps)).advice).to.contain('keys activate fresh')
  })
})

describe('activating a key', () => {
  const former = key('a')
  const next = key('b', { state: 'next', createdAt: DAY(-2) })

  it('that partners may not know yet is done, with a warning', async () => {
    const { warnings, key: view } = await activateKey('b', house([former, next]).deps)
    expect(view.state).to.equal('active')
    expect(warnings).to.have.length(1)
    expect(warnings[0]).to.contain('announced for 2 days').and.contain('28 days').and.contain('keys activate a')
  })

  it('that everybody knows is done without one, and so is the way back, and any for encryption', async () => {
    const quiet = async (keys: readonly KeyInfo[], id: string) => (await activateKey(id, house(keys).deps)).warnings
    expect(await quiet([former, { ...next, createdAt: DAY(-28) }], 'b')).to.deep.equal([])
    expect(await quiet([former, { ...next, state: 'previous' }], 'b')).to.deep.equal([])
    expect(await quiet([former, { ...next, use: 'encryption' }], 'b')).to.deep.equal([])
  })

  it('says what is still to be retired', async () => {
    const { previous } = await activateKey('b', house([key('a', { state: 'previous' }), next]).deps)
    expect(previous.map(({ id, advice }) => [id, advice?.includes('keys retire a')])).to.deep.equal([['a', true]])
  })
})

describe('retiring a key', () => {
  const [rsa, ec] = [key('a', { createdAt: DAY(-7) }), key('e', { type: 'EC-P-256' })]
  const previous = key('old', { state: 'previous', createdAt: DAY(-900) })
  const after = (...successors: readonly KeyInfo[]) => house([previous, ...successors]).deps

  it('is refused while its successor was announced for less than keys.announceDays, and done after them', async () => {
    const refusal = await refusalOf(retireKey('old', PLAIN, after(key('a', { createdAt: DAY(-7) + 1 }))))
    expect(refusal.rule).to.equal('key-successor-new')
    expect(refusal.message)
      .to.contain('successor a has been announced for 6 days of 7 days (keys.announceDays)')
      .and.contain('wait until 2026-11-20')
      .and.contain('--force')
    expect((await retireKey('old', PLAIN, after(key('a', { createdAt: DAY(-7) })))).state).to.equal('retired')
  })

  it('is done at once with --force, as after a theft', async () => {
    expect((await retireKey('old', FORCED, after(key('a')))).state).to.equal('retired')
  })

  it('waits for an encryption key from its activation on, as it is not announced before', async () => {
    const use = 'encryption'
    const successor = (activatedAt: Instant) => key('a', { use, createdAt: DAY(-100), activatedAt })
    const retire = (activatedAt: Instant) =>
      retireKey('old', PLAIN, house([{ ...previous, use }, successor(activatedAt)]).deps)
    expect((await refusalOf(retire(DAY(-6)))).rule).to.equal('key-successor-new')
    expect((await retire(DAY(-7))).state).to.equal('retired')
  })

  it('looks at the key of its own family, where two sign side by side', async () => {
    const others = [key('e', { type: 'EC-P-256', createdAt: DAY(-100) }), key('a')]
    expect((await refusalOf(retireKey('old', PLAIN, after(...others)))).rule).to.equal('key-successor-new')
  })

  it('looks at the other family where its own has no active key, the longest known first', async () => {
    const others = [key('e', { type: 'EC-P-256' }), key('f', { type: 'EC-P-384', createdAt: DAY(-30) })]
    expect((await retireKey('old', PLAIN, after(...others))).state).to.equal('retired')
    expect((await refusalOf(retireKey('old', PLAIN, after(key('e', { type: 'EC-P-256' }))))).rule).to.equal(
      'key-successor-new',
    )
  })

  it('asks for no wait where the key was never used, and leaves an unknown one to the keys, forced or not', async () => {
    const { deps } = house([key('a'), key('b', { state: 'next' })])
    expect((await retireKey('b', PLAIN, deps)).state).to.equal('retired')
    expect((await refusalOf(retireKey('none', PLAIN, deps))).rule).to.equal('key-unknown')
    expect((await refusalOf(retireKey('none', FORCED, deps))).rule).to.equal('key-unknown')
  })

  it('is advised when both its own answers and the announcement of its successor allow it', async () => {
    const [old] = await said([previous, key('a', { createdAt: DAY(-2) })])
    expect(old?.[1]).to.contain('to be retired from 2026-11-25')
  })

  it('is refused while a service is set to what it alone can sign', async () => {
    const { deps, registry } = house([rsa, ec])
    registry.world.signable = [RSA, ECDSA]
    await importServices({ file: Buffer.from(''), from: 'a.xml', signer: null, set: [], dryRun: false }, registry.deps)
    await setService(AACHEN, ['signatureAlgorithm=ecdsa-sha256'], registry.deps)
    const error = await refusalOf(retireKey('e', PLAIN, deps))
    expect(error.rule).to.equal('key-needed')
    expect(error.message).to.contain(AACHEN)
    await setService(AACHEN, ['signatureAlgorithm=default'], registry.deps)
    expect((await retireKey('e', PLAIN, deps)).state).to.equal('retired')
  })

  it('is not refused for one that does not sign', async () => {
    const { deps, registry } = house([rsa, { ...ec, state: 'previous' }])
    registry.world.signable = [ECDSA]
    const set = ['signatureAlgorithm=ecdsa-sha256']
    await importServices({ file: Buffer.from(''), from: 'a.xml', signer: null, set, dryRun: false }, registry.deps)
    expect((await retireKey('e', PLAIN, deps)).state).to.equal('retired')
  })
})

describe('the algorithms that answers can be signed with', () => {
  it('are those of the active signing keys, and of the first start’s key before it', async () => {
    const of = (...keys: readonly KeyInfo[]) => signableAlgorithms(house(keys).deps.keys)
    expect(await of()).to.deep.equal([RSA])
    expect(await of(key('a'), key('e', { type: 'EC-P-256' }))).to.deep.equal([RSA, ECDSA])
    expect(await of(key('e', { type: 'EC-P-256' }), key('a', { state: 'next' }))).to.deep.equal([ECDSA])
    expect(await of(key('e', { use: 'encryption', type: 'EC-P-256' }))).to.deep.equal([RSA])
  })
})
