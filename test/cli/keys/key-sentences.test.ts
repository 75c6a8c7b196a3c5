import { expect } from 'chai'
import { days, type Instant } from '../../../src/domain/instant.js'
import type { KeyInfo } from '../../../src/domain/ports/signing-keys.js'
import { keyDocument } from '../../../src/cli/keys/key-document.js'
import { keySentence } from '../../../src/cli/keys/key-sentences.js'
import { refusalSentence } from '../../../src/cli/refusal-sentences.js'
import { activateKey, createKey, listKeys, retireKey } from '../../../src/operators/keys/manage-keys.js'
import { key, keyHouse } from '../../operators/keys/key-house.js'
import { AACHEN, ACTOR, ECDSA, NOW, refusedIn, registryWorld } from '../../operators/registry-world.js'

const DAY = (count: number): Instant => NOW + days(count)

const documents = async (keys: readonly KeyInfo[], now?: Instant) =>
  (await listKeys(keyHouse(keys, now))).map(keyDocument)

const said = async (keys: readonly KeyInfo[], now?: Instant) =>
  (await documents(keys, now)).map(({ warning, advice }) => [warning, advice])

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
        'its certificate expires in 58 days; some services look at that date',
        'make its successor: servicekonto keys generate --use signing --type RSA-3072',
      ],
    ])
    expect((await said([active], DAY(57)))[0]?.[0]).to.contain('expires in 1 day;')
    expect((await said([active], DAY(58)))[0]?.[0]).to.contain('expired on 2027-01-17')
    const [old] = await said([active, key('b', { state: 'next' })])
    expect(old).to.deep.equal(['its certificate expires in 58 days; some services look at that date', null])
    const [other] = await said([active, key('b', { state: 'next', type: 'EC-P-256' })])
    expect(other?.[1]).to.contain('make its successor')
    expect(await said([key('a', { state: 'retired', notAfter: NOW })])).to.deep.equal([[null, null]])
  })

  it('is since when they are in their state, also of keys from before that was written down', async () => {
    const views = await documents([
      key('a', { stateSince: null, activatedAt: DAY(-5) }),
      key('b', { stateSince: null, state: 'next', activatedAt: null, createdAt: DAY(-3) }),
      key('c', { stateSince: null, state: 'retired' }),
    ])
    expect(views.map(({ stateSince }) => stateSince?.slice(0, 10))).to.deep.equal([
      '2026-11-15',
      '2026-11-17',
      undefined,
    ])
  })

  it('is how to go on with a fresh one', async () => {
    const view = await createKey({ use: 'signing', type: 'EC-P-256', inHsm: false }, ACTOR, keyHouse([]))
    expect(keyDocument(view).advice).to.contain('keys activate fresh')
  })

  it('is advised to retire when both its own answers and the announcement of its successor allow it', async () => {
    const previous = key('old', { state: 'previous', createdAt: DAY(-900) })
    const [old] = await said([previous, key('a', { createdAt: DAY(-2) })])
    expect(old?.[1]).to.contain('to be retired from 2026-11-25')
  })
})

describe('what is said where a key is activated', () => {
  const former = key('a')
  const next = key('b', { state: 'next', createdAt: DAY(-2) })

  it('is a warning of services that may not know it yet, with the way back', async () => {
    const { findings } = await activateKey('b', ACTOR, keyHouse([former, next]))
    expect(findings.map(keySentence)).to.deep.equal([
      'key b has been announced for 2 days, and services may keep older metadata for 28 days: those that do refuse ' +
        'logins until they read it anew; the way back: servicekonto keys activate a',
    ])
    const alone = await activateKey('b', ACTOR, keyHouse([next]))
    expect(alone.findings.map(keySentence)[0]).to.match(/until they read it anew$/)
  })

  it('is what is still to be retired', async () => {
    const { previous } = await activateKey('b', ACTOR, keyHouse([key('a', { state: 'previous' }), next]))
    const told = previous.map(keyDocument).map(({ id, advice }) => [id, advice?.includes('keys retire a')])
    expect(told).to.deep.equal([['a', true]])
  })
})

describe('what is said of a key that is not retired', () => {
  it('is how long its successor was announced, until when to wait, and what to do after a theft', async () => {
    const keys = [key('old', { state: 'previous', createdAt: DAY(-900) }), key('a', { createdAt: DAY(-7) + 1 })]
    const refusal = await refusedIn(retireKey('old', { force: false }, ACTOR, keyHouse(keys)))
    expect(refusalSentence(refusal)).to.equal(
      'Key old is not retired: its successor a has been announced for 6 days of 7 days (keys.announceDays); ' +
        'wait until 2026-11-20, or, if the key was stolen, add --force',
    )
  })

  it('is which service is set to what it alone can sign, and what to set first', async () => {
    const registry = await registryWorld()
    const keys = [key('a', { createdAt: DAY(-7) }), key('e', { type: 'EC-P-256' })]
    registry.world.signable = [ECDSA]
    await registry.imported({ signatureAlgorithm: ECDSA })
    const refusal = await refusedIn(
      retireKey('e', { force: false }, ACTOR, keyHouse(keys, NOW, registry.deps.services)),
    )
    expect(refusalSentence(refusal)).to.equal(
      `Key e is the only one that can sign as ${AACHEN} is set to; set another signatureAlgorithm there first`,
    )
  })
})
