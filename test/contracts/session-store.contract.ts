import { expect } from 'chai'
import { accountId, entityId, loginId, sessionId } from '../../src/domain/ids.js'
import type { SessionStore } from '../../src/domain/ports/session-store.js'
import type { BrowserSession } from '../../src/domain/session.js'
import { eachWith, expectUnavailable, type MakeEphemeral, rejectionOf } from './harness.js'
import { sampleSession } from './samples.js'

/** What every SessionStore keeps to. `breaksDown: false` for one that cannot fail to answer. */
export function sessionStoreContract(
  name: string,
  make: MakeEphemeral<SessionStore>,
  { breaksDown = true } = {},
): void {
  describe(`browser sessions in ${name}`, () => {
    const house = eachWith(make)
    const later = (session: BrowserSession): BrowserSession => ({
      ...session,
      version: session.version + 1,
      lastActionAt: session.lastActionAt + 1,
    })

    const acted = (session: BrowserSession) => ({ ...session, lastActionAt: session.lastActionAt + 1 })

    it('come back equal but not identical, at this and at another instance', async () => {
      const { store, other, now } = house()
      const session = sampleSession('s1')
      await store.create(session, now() + 60_000)
      const found = await store.find(session.id)
      expect(found).to.deep.equal(session)
      expect(found).not.to.equal(session)
      expect(await other.find(session.id)).to.deep.equal(session)
    })

    it('are absent until they are created, and never created twice', async () => {
      const { store, now } = house()
      const session = sampleSession('s1')
      expect(await store.find(session.id)).to.equal(null)
      await store.create(session, now() + 60_000)
      await rejectionOf(store.create(sampleSession('s1', 'stranger'), now() + 60_000))
      expect(await store.find(session.id)).to.deep.equal(session)
    })

    it('are changed as they are stored by now, whatever was seen of them', async () => {
      const { store, other, now } = house()
      const session = sampleSession('s1')
      await store.create(session, now() + 60_000)
      const until = () => now() + 60_000
      expect(await store.change(session, acted, until)).to.deep.equal(later(session))
      expect(await other.change(session, acted, until)).to.deep.equal(later(later(session)))
      expect(await store.find(session.id)).to.deep.equal(later(later(session)))
    })

    it('stay as they are where a change finds nothing to change', async () => {
      const { store, now } = house()
      const session = sampleSession('s1')
      await store.create(session, now() + 60_000)
      expect(await store.change(session, () => null, now)).to.equal(null)
      expect(await store.find(session.id)).to.deep.equal(session)
    })

    it('lose no change of several tabs at once', async () => {
      const { store, other, now } = house()
      const session = sampleSession('s1')
      await store.create(session, now() + 60_000)
      const done = await Promise.all(
        Array.from({ length: 5 }, (_, tab) => (tab % 2 ? store : other).change(session, acted, () => now() + 60_000)),
      )
      expect(done.map((each) => each?.version).sort()).to.deep.equal([2, 3, 4, 5, 6])
      const found = await store.find(session.id)
      expect(found).to.deep.include({ version: 6, lastActionAt: session.lastActionAt + 5 })
    })

    it('end at the time given last', async () => {
      const { store, now, pass } = house()
      const session = sampleSession('s1')
      await store.create(session, now() + 500)
      await store.change(session, acted, () => now() + 1500)
      await pass(1000)
      expect(await store.find(session.id)).to.deep.equal(later(session))
      await pass(600)
      expect(await store.find(session.id)).to.equal(null)
    })

    it('stay ended: no change brings one back', async () => {
      const { store, now, pass } = house()
      const [timedOut, ended] = [sampleSession('s1'), sampleSession('s2')]
      await store.create(timedOut, now() + 500)
      await store.create(ended, now() + 60_000)
      await store.end(ended.id)
      await pass(600)
      for (const session of [timedOut, ended]) {
        expect(await store.change(session, acted, () => now() + 60_000)).to.equal(null)
        expect(
          await store.renew(
            session,
            () => sampleSession('s3'),
            () => now() + 60_000,
          ),
        ).to.equal(null)
        expect(await store.find(session.id)).to.equal(null)
      }
      expect(await store.find(sessionId('s3'))).to.equal(null)
    })

    it('are renewed under a new id, and the old id is worth nothing then', async () => {
      const { store, now } = house()
      const [old, renewed] = [sampleSession('s1'), sampleSession('s2')]
      await store.create(old, now() + 60_000)
      expect(
        await store.renew(
          old,
          () => renewed,
          () => now() + 60_000,
        ),
      ).to.deep.equal(renewed)
      expect(await store.find(old.id)).to.equal(null)
      expect(await store.find(renewed.id)).to.deep.equal(renewed)
    })

    it('tell for a moment under which id they were renewed, and nothing of one that never was', async () => {
      const { store, other, now } = house()
      const [old, renewed] = [sampleSession('s1'), sampleSession('s2')]
      await store.create(old, now() + 60_000)
      expect(await store.renewedAs(old.id)).to.equal(null)
      await store.renew(
        old,
        () => renewed,
        () => now() + 60_000,
      )
      expect(await other.renewedAs(old.id)).to.equal(renewed.id)
      expect(await store.renewedAs(renewed.id)).to.equal(null)
    })

    it('are renewed as they are stored by now: what another tab changed goes along', async () => {
      const { store, other, now } = house()
      const old = sampleSession('s1')
      const renewed = (held: BrowserSession) => ({ ...held, id: sessionId('s2') })
      await store.create(old, now() + 60_000)
      await other.change(old, acted, () => now() + 60_000)
      const expected = { ...later(old), id: sessionId('s2'), version: 1 }
      expect(await store.renew(old, renewed, () => now() + 60_000)).to.deep.equal(expected)
      expect(await store.find(sessionId('s2'))).to.deep.equal(expected)
    })

    it('are renewed once, however many tabs ask', async () => {
      const { store, other, now } = house()
      const old = sampleSession('s0')
      await store.create(old, now() + 60_000)
      const ids = Array.from({ length: 10 }, (_, tab) => sessionId(`new-${tab}`))
      const won = await Promise.all(
        ids.map((id, tab) =>
          (tab % 2 ? store : other).renew(
            old,
            (held) => ({ ...held, id }),
            () => now() + 60_000,
          ),
        ),
      )
      expect(won.filter(Boolean)).to.have.length(1)
      const alive = await Promise.all(ids.map((id) => store.find(id)))
      expect(alive.filter((session) => session !== null)).to.have.length(1)
    })

    it('end when asked to, and ending one that is gone is no error', async () => {
      const { store, now } = house()
      const session = sampleSession('s1')
      await store.create(session, now() + 60_000)
      await store.end(session.id)
      await store.end(session.id)
      expect(await store.find(session.id)).to.equal(null)
    })

    it('of one account all end together, those of others stay', async () => {
      const { store, now, pass } = house()
      await store.create(sampleSession('over', 'erika'), now() + 100)
      await store.create(sampleSession('s1', 'erika'), now() + 60_000)
      await store.create(sampleSession('s2', 'max'), now() + 60_000)
      await store.create(sampleSession('s3', 'erika'), now() + 60_000)
      await store.renew(
        sampleSession('s3', 'erika'),
        () => sampleSession('s4', 'erika'),
        () => now() + 60_000,
      )
      await pass(200)
      expect(await store.endAllOf(accountId('erika'))).to.have.length(2)
      expect(await store.find(sessionId('s1'))).to.equal(null)
      expect(await store.find(sessionId('s4'))).to.equal(null)
      expect(await store.find(sessionId('s2'))).to.deep.equal(sampleSession('s2', 'max'))
      expect(await store.endAllOf(accountId('erika'))).to.have.length(0)
    })

    it('of one account end but for one, which lasts and can be changed', async () => {
      const { store, other, now } = house()
      const kept = sampleSession('s1', 'erika')
      await store.create(kept, now() + 60_000)
      await other.create(sampleSession('s2', 'erika'), now() + 60_000)
      await store.create(sampleSession('s3', 'max'), now() + 60_000)
      expect(await other.endAllOf(accountId('erika'), kept.id)).to.have.length(1)
      expect(await store.find(sessionId('s2'))).to.equal(null)
      expect(await store.find(sessionId('s3'))).to.deep.equal(sampleSession('s3', 'max'))
      expect(await store.change(kept, acted, () => now() + 60_000)).to.deep.equal(later(kept))
      expect(await store.endAllOf(accountId('erika'))).to.have.length(1)
      expect(await store.find(kept.id)).to.equal(null)
    })

    it('of one account are found, also where they sign nobody in, until they end', async () => {
      const { store, other, now, pass } = house()
      const proofless = { ...sampleSession('s1'), evidence: [] }
      await store.create(proofless, now() + 60_000)
      await other.create(sampleSession('s2'), now() + 60_000)
      await store.create(sampleSession('s3', 'max'), now() + 60_000)
      await store.create(sampleSession('s4'), now() + 100)
      await store.create(sampleSession('s5'), now() + 60_000)
      await store.end(sessionId('s5'))
      await pass(200)
      const found = await other.allOf(accountId('erika'))
      expect(found.map(({ id }) => id).toSorted()).to.deep.equal(['s1', 's2'])
      expect(found.find(({ id }) => id === 's1')).to.deep.equal(proofless)
      expect(await store.allOf(accountId('nobody'))).to.deep.equal([])
    })

    it('are all walked through, whosever they are, and nothing else that is stored beside them', async () => {
      const { store, other, now } = house()
      const ids = Array.from({ length: 30 }, (_, each) => `s${each}`)
      await Promise.all(ids.map((id, at) => store.create(sampleSession(id, `account-${at % 7}`), now() + 60_000)))
      await store.renew(
        sampleSession('s0', 'account-0'),
        () => sampleSession('renewed', 'account-0'),
        () => now() + 60_000,
      )
      const walked: string[] = []
      for await (const portion of other.each()) walked.push(...portion.map(({ id }) => id))
      expect([...new Set(walked)].toSorted()).to.deep.equal([...ids.slice(1), 'renewed'].toSorted())
    })

    describe('in which a service takes part', () => {
      const taking = (id: string, ...nameKeys: readonly string[]): BrowserSession => ({
        ...sampleSession(id),
        participations: nameKeys.map((nameKey) => ({
          service: entityId(`https://${nameKey}.example`),
          login: loginId('l1'),
          nameId: 'n',
          nameIdFormat: 'f',
          sessionIndex: '_i',
          nameKey,
          since: 1,
        })),
      })
      const idsOf = async (store: SessionStore, nameKey: string) =>
        (await store.findByName(nameKey)).map(({ id }) => id).toSorted()

      it('are found by its name for them, all of them, at this and at another instance', async () => {
        const { store, other, now } = house()
        await store.create(taking('s1', 'a', 'b'), now() + 60_000)
        await other.create(taking('s2', 'a'), now() + 60_000)
        await store.create(sampleSession('s3'), now() + 60_000)
        expect(await idsOf(store, 'a')).to.deep.equal(['s1', 's2'])
        expect(await idsOf(other, 'b')).to.deep.equal(['s1'])
        expect(await store.findByName('b')).to.deep.equal([taking('s1', 'a', 'b')])
        expect(await store.findByName('c')).to.deep.equal([])
      })

      it('are found once it takes part, and by its present name alone', async () => {
        const { store, now } = house()
        await store.create(sampleSession('s1'), now() + 60_000)
        const until = () => now() + 60_000
        await store.change(sampleSession('s1'), () => taking('s1', 'a'), until)
        expect(await idsOf(store, 'a')).to.deep.equal(['s1'])
        await store.change({ ...taking('s1', 'a'), version: 2 }, () => taking('s1', 'b'), until)
        expect(await idsOf(store, 'a')).to.deep.equal([])
        expect(await idsOf(store, 'b')).to.deep.equal(['s1'])
      })

      it('are found under the id of their renewal, and not any more when they have ended', async () => {
        const { store, now, pass } = house()
        await store.create(taking('s1', 'a'), now() + 60_000)
        await store.renew(
          taking('s1', 'a'),
          () => taking('s2', 'a'),
          () => now() + 60_000,
        )
        await store.create(taking('s3', 'a'), now() + 500)
        expect(await idsOf(store, 'a')).to.deep.equal(['s2', 's3'])
        await pass(600)
        expect(await idsOf(store, 'a')).to.deep.equal(['s2'])
        await store.end(sessionId('s2'))
        expect(await idsOf(store, 'a')).to.deep.equal([])
        await store.create(taking('s4', 'a'), now() + 60_000)
        await store.endAllOf(accountId('erika'))
        expect(await idsOf(store, 'a')).to.deep.equal([])
      })

      it('are found for as long as they last, however often they are stored anew', async () => {
        const { store, now, pass } = house()
        await store.create(taking('s1', 'a'), now() + 500)
        await store.change(
          taking('s1', 'a'),
          () => taking('s1', 'a'),
          () => now() + 60_000,
        )
        await pass(1000)
        expect(await idsOf(store, 'a')).to.deep.equal(['s1'])
      })
    })

    if (!breaksDown) return
    it('are unavailable while the store does not answer', async () => {
      const { store, now, breakDown } = house()
      await breakDown()
      await expectUnavailable(store.create(sampleSession('s1'), now() + 60_000))
      await expectUnavailable(store.find(sessionId('s1')))
      await expectUnavailable(store.change(sampleSession('s1'), acted, () => now() + 60_000))
      await expectUnavailable(
        store.renew(
          sampleSession('s1'),
          () => sampleSession('s2'),
          () => now() + 60_000,
        ),
      )
      await expectUnavailable(store.renewedAs(sessionId('s1')))
      await expectUnavailable(store.findByName('a'))
      await expectUnavailable(store.allOf(accountId('erika')))
      await expectUnavailable(store.each()[Symbol.asyncIterator]().next())
      await expectUnavailable(store.end(sessionId('s1')))
      await expectUnavailable(store.endAllOf(accountId('erika')))
    })
  })
}
