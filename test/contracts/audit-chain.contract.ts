import { expect } from 'chai'
import { createHmac } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { BEGINNING, entryText, sealingsAfter, markOf } from '../../src/domain/audit-chain.js'
import { days, seconds } from '../../src/domain/instant.js'
import type { AuditMac } from '../../src/domain/ports/audit-stamp.js'
import { sealEntries } from '../../src/operators/audit/seal-entries.js'
import { auditChainHouse, type AuditChainHouse } from './audit-chain-house.js'
import { eachWith, rejectionOf } from './harness.js'
import type { MakeSql } from './sql-harness.js'

/** Whoever has no key has another one. */
const FORGER: AuditMac = {
  make: (text) => `1.${createHmac('sha256', 'guessed').update(text).digest('base64url')}`,
  holds: () => true,
}

const inserted = (seq: string, { actor = "'cli:nobody'", mac = 'mac' } = {}) =>
  `INSERT INTO audit_entries (id, "at", actor, action, subject, mac, seq, seal)
   SELECT 'forged.000000', "at", ${actor}, action, subject, ${mac}, ${seq}, seal FROM audit_entries WHERE subject = 'login2'`

/** Each on a log of five sealed entries: what is done to the database, and what is found first. */
const ATTACKS: readonly (readonly [what: string, sql: readonly string[], found: object])[] = [
  ...Object.entries({ id: "'x'", at: "'2026-01-15T09:00:00.000Z'", actor: "'x'", action: "'x'", subject: "'x'" }).map(
    ([column, value]) =>
      [
        `another ${column} of an entry`,
        [`UPDATE audit_entries SET "${column}" = ${value} WHERE seq = 3`],
        { kind: column === 'id' ? 'inserted' : 'changed', seq: 3 },
      ] as const,
  ),
  [
    'a side of an entry taken away',
    ['UPDATE audit_entries SET "after" = NULL WHERE seq = 3'],
    { kind: 'changed', seq: 3 },
  ],
  [
    'a time written otherwise',
    [`UPDATE audit_entries SET "at" = "at" || ' ' WHERE seq = 3`],
    { kind: 'changed', seq: 3 },
  ],
  [
    'the MAC of an entry taken away',
    ['UPDATE audit_entries SET mac = NULL WHERE seq = 3'],
    { kind: 'inserted', seq: 3 },
  ],
  ['a seal exchanged', [`UPDATE audit_entries SET seal = '1.x' WHERE seq = 3`], { kind: 'moved', seq: 3 }],
  ['an entry removed', ['DELETE FROM audit_entries WHERE seq = 3'], { kind: 'removed', seq: 3, until: 3 }],
  ['several removed', ['DELETE FROM audit_entries WHERE seq IN (2, 3)'], { kind: 'removed', seq: 2, until: 3 }],
  ['the first one removed', ['DELETE FROM audit_entries WHERE seq = 1'], { kind: 'removed', seq: 1, until: 1 }],
  ['the last one removed', ['DELETE FROM audit_entries WHERE seq = 5'], { kind: 'cut-off', seq: 5, until: 5 }],
  ['the end cut off', ['DELETE FROM audit_entries WHERE seq > 2'], { kind: 'cut-off', seq: 3, until: 5 }],
  ['all entries removed', ['DELETE FROM audit_entries'], { kind: 'cut-off', seq: 1, until: 5 }],
  [
    'an entry robbed of its number and seal',
    ['UPDATE audit_entries SET seq = NULL, seal = NULL WHERE seq = 3'],
    { kind: 'removed', seq: 3, until: 3 },
  ],
  [
    'an entry robbed of its number at the end',
    ['UPDATE audit_entries SET seq = NULL, seal = NULL WHERE seq = 5'],
    { kind: 'cut-off', seq: 5, until: 5 },
  ],
  [
    'two entries in each other’s place',
    [
      'UPDATE audit_entries SET seq = 99 WHERE seq = 2',
      'UPDATE audit_entries SET seq = 2 WHERE seq = 3',
      'UPDATE audit_entries SET seq = 3 WHERE seq = 99',
    ],
    { kind: 'moved', seq: 2 },
  ],
  [
    'an entry put in the place of another',
    ['DELETE FROM audit_entries WHERE seq = 3', inserted('3')],
    { kind: 'inserted', seq: 3 },
  ],
  ['an entry inserted behind the last', [inserted('6')], { kind: 'beyond-head', seq: 6 }],
  ['an entry inserted without a number', [inserted('NULL')], { kind: 'inserted', seq: null, id: 'forged.000000' }],
  [
    'a copy of an entry under another id',
    [inserted('NULL', { actor: 'actor' })],
    { kind: 'inserted', seq: null, id: 'forged.000000' },
  ],
  ['the head removed', ['DELETE FROM audit_mark'], { kind: 'head-lost', seq: 5 }],
  ['the head set back', ['UPDATE audit_mark SET seq = 4'], { kind: 'head-forged', seq: 5 }],
  [
    'the end cut off and the head set back',
    [
      'DELETE FROM audit_entries WHERE seq > 3',
      'UPDATE audit_mark SET seq = 3, seal = (SELECT seal FROM audit_entries WHERE seq = 3)',
    ],
    { kind: 'head-forged', seq: 3 },
  ],
  [
    'a checkpoint that nobody signed, over what was removed',
    [
      'DELETE FROM audit_entries WHERE seq < 3',
      `INSERT INTO audit_mark (name, seq, seal, earlier, "at", mac) SELECT 'checkpoint', 2, 'x', 0, "at", mac FROM audit_mark`,
    ],
    { kind: 'checkpoint-forged', seq: 2 },
  ],
]

/** What verifying finds in a log that somebody has changed who has no key, and that it finds nothing in one that nobody has. */
export function auditChainContract(name: string, make: MakeSql): void {
  describe(`the chain of the audit log in ${name}`, () => {
    const house = eachWith(make)
    let log: AuditChainHouse
    beforeEach(() => {
      log = auditChainHouse(house())
    })
    const sealed = async (count: number) => {
      await log.write(count)
      return log.seal()
    }

    it('numbers entries without a gap, in the order of their writing, and holds', async () => {
      await log.write(3)
      await log.seal()
      await sealed(1200)
      const rows = await log.rows()
      expect(rows.map(({ seq }) => seq)).to.deep.equal(rows.map((_, index) => index + 1))
      expect(rows.map(({ subject }) => subject)).to.deep.equal(rows.map((_, index) => `login${index + 1}`))
      expect(await log.verify()).to.deep.include({ entries: 1203, withoutMac: 0, waiting: 0, faults: {}, first: null })
      expect((await log.head()).seq).to.equal(1203)
    })

    for (const [what, sql, found] of ATTACKS) {
      it(`shows ${what}`, async () => {
        await sealed(5)
        await log.sql(...sql)
        expect((await log.verify()).first).to.deep.include(found)
      })

      it(`shows ${what} also after the broker has gone on`, async () => {
        await sealed(5)
        await log.sql(...sql)
        await sealed(3)
        expect((await log.verify()).first).not.to.equal(null)
      })
    }

    it('shows an entry that was changed before it was sealed, there and behind its seal', async () => {
      await log.write(5)
      await log.sql(`UPDATE audit_entries SET actor = 'x' WHERE subject = 'login3'`)
      expect((await log.verify()).first).to.deep.include({ kind: 'inserted', id: 'answer00003.000000' })
      await log.seal()
      expect((await log.verify()).first).to.deep.include({ kind: 'changed', seq: 3 })
    })

    it('shows an entry that was inserted before the others were sealed', async () => {
      await log.write(5)
      await log.sql(inserted('NULL'))
      await log.seal()
      expect((await log.verify()).first).to.deep.include({ kind: 'changed', id: 'forged.000000' })
    })

    it('takes no entry without a MAC once there are others, sealed or not', async () => {
      await sealed(2)
      await log.sql(inserted('NULL', { mac: 'NULL' }))
      expect((await log.verify()).first).to.deep.include({ kind: 'inserted', id: 'forged.000000' })
      await log.seal()
      expect((await log.verify()).first).to.deep.include({ kind: 'changed', seq: 3 })
    })

    it('shows a chain that was made anew with another key', async () => {
      await sealed(5)
      const rows = (await log.rows()).map((row) => ({ ...row, at: new Date(row.at).toISOString() }))
      const forged = rows.map((row) => {
        const entry = row.seq === 3 ? { ...row, actor: 'cli:nobody' } : row
        return { ...entry, mac: FORGER.make(entryText(entry)) }
      })
      const sealings = sealingsAfter(BEGINNING, forged, FORGER)
      for (const { id, actor, mac } of forged) {
        const seal = sealings.find((each) => each.id === id)?.seal ?? ''
        await log.sql(
          `UPDATE audit_entries SET actor = '${actor}', mac = '${mac}', seal = '${seal}' WHERE id = '${id}'`,
        )
      }
      expect((await log.verify()).first).to.deep.include({ kind: 'inserted', seq: 1 })
      const { mac } = markOf('head', { ...BEGINNING, earlier: 0, at: '' }, FORGER)
      await log.putMark({ ...(await log.head()), seal: sealings.at(-1)?.seal ?? '', mac })
      expect((await log.verify()).faults).to.include({ inserted: 5, 'head-forged': 1 })
    })

    it('shows by the broker’s log an end that was cut off with the head of then put back', async () => {
      await sealed(3)
      const then = await log.head()
      const later = await sealed(4)
      const told = [then, later ?? expect.fail('no head')].map(({ seq, seal }) => ({ seq, seal }))
      expect(await log.verify(told)).to.deep.include({ logHeads: 2, first: null })
      await log.sql('DELETE FROM audit_entries WHERE seq > 3')
      await log.putMark(then)
      expect((await log.verify()).first).to.equal(null)
      expect((await log.verify(told)).first).to.deep.equal({ kind: 'log-goes-on', seq: 7 })
      await sealed(6)
      expect((await log.verify()).first).to.equal(null)
      expect((await log.verify(told)).first).to.deep.equal({ kind: 'log-differs', seq: 7 })
    })

    it('shows an entry of a chain that was set back, in the place of the later one', async () => {
      await sealed(3)
      const then = await log.head()
      await sealed(2)
      const [former] = (await log.rows()).filter(({ seq }) => seq === 5)
      await log.sql('DELETE FROM audit_entries WHERE seq > 3')
      await log.putMark(then)
      await sealed(3)
      expect((await log.verify()).first).to.equal(null)
      await log.sql('DELETE FROM audit_entries WHERE seq = 5')
      await log.put(former ?? expect.fail('no entry'))
      expect((await log.verify()).first).to.deep.include({ kind: 'moved', seq: 5 })
    })

    it('counts entries that wait for a seal for too long, and not those of a slow writer', async () => {
      await sealed(2)
      await log.write(2)
      expect(await log.verify()).to.deep.include({ waiting: 2, first: null })
      log.clock.pass(seconds(11))
      expect(await log.verify([], log.seal)).to.deep.include({ waiting: 2, first: null })
      await log.write(3)
      log.clock.pass(seconds(11))
      expect((await log.verify()).first).to.deep.include({ kind: 'unsealed', id: 'answer00005.000000', count: 3 })
    })

    it('is sealed once by several that believe the job theirs', async () => {
      for (let round = 0; round < 5; round += 1) {
        await log.write(40)
        await Promise.all([log.deps, log.elsewhere, log.deps, log.elsewhere].map((deps) => sealEntries(deps)))
      }
      expect(await log.verify()).to.deep.include({ entries: 200, waiting: 0, first: null })
    })

    it('is sealed as a whole go or not at all', async () => {
      const head = (await sealed(2)) ?? expect.fail('no head')
      await log.write(3)
      const waiting = await log.deps.chain.unsealed(10)
      const next = sealingsAfter(head, waiting, log.deps.mac)
      const clash = next.map((sealing, index) => (index === 1 ? { ...sealing, seq: 1 } : sealing))
      const moved = markOf('head', { ...head, seq: 5, seal: 'x' }, log.deps.mac)
      expect(await rejectionOf(log.deps.chain.seal(clash, moved, head))).to.be.instanceOf(Error)
      expect(await log.deps.chain.seal(next, moved, { ...head, mac: 'of another' })).to.equal(false)
      expect(await log.deps.chain.unsealed(10)).to.have.length(3)
      await log.seal()
      expect(await log.verify()).to.deep.include({ entries: 5, first: null })
    })

    it('tells whoever seals that the head is gone, and leaves a gap there for good', async () => {
      await sealed(3)
      await log.sql('DELETE FROM audit_mark')
      await log.write(1)
      const lost: number[] = []
      await sealEntries({ ...log.deps, lost: (seq) => lost.push(seq) })
      expect(lost).to.deep.equal([3])
      expect((await log.verify()).first).to.deep.equal({ kind: 'removed', seq: 4, until: 4 })
    })

    it('takes entries from before there were MACs as they are found, first, and counts them apart', async () => {
      await log.write(6)
      await log.sql(`UPDATE audit_entries SET mac = NULL WHERE subject IN ('login2', 'login4', 'login6')`)
      await log.seal()
      expect((await log.rows()).map(({ subject }) => subject.slice(-1)).join('')).to.equal('246135')
      expect(await log.verify()).to.deep.include({ entries: 6, withoutMac: 3, first: null })
      await log.sql(`UPDATE audit_entries SET actor = 'x' WHERE seq = 2`)
      expect((await log.verify()).first).to.deep.include({ kind: 'changed', seq: 2 })
    })

    it('loses by retention what is old, and is verified from the checkpoint on', async () => {
      await sealed(600)
      log.clock.pass(days(10))
      await sealed(5)
      expect(await log.forget(days(20))).to.deep.include({ count: 0, seq: null })
      expect(await log.forget(days(5))).to.deep.equal({ count: 600, seq: 600, faults: [] })
      expect(await log.verify()).to.deep.include({ entries: 5, first: null })
      expect((await log.verify()).checkpoint).to.include({ seq: 600 })
      await log.sql('DELETE FROM audit_entries WHERE seq < 603')
      expect((await log.verify()).first).to.deep.include({ kind: 'removed', seq: 601, until: 602 })
    })

    it('loses nothing that waits for its seal, and may lose all that is sealed', async () => {
      await sealed(3)
      await log.write(2)
      log.clock.pass(days(10))
      expect(await log.forget(days(5))).to.include({ count: 3 })
      expect(await log.rows()).to.have.length(2)
      await log.seal()
      expect(await log.verify()).to.deep.include({ entries: 2, first: null })
    })

    for (const [what, sql, found] of [
      ['was moved', `UPDATE audit_mark SET seq = 4 WHERE name = 'checkpoint'`, { kind: 'checkpoint-forged', seq: 4 }],
      ['was dated anew', `UPDATE audit_mark SET "at" = 'x' WHERE name = 'checkpoint'`, { kind: 'checkpoint-forged' }],
      ['was removed', `DELETE FROM audit_mark WHERE name = 'checkpoint'`, { kind: 'removed', seq: 1, until: 3 }],
      ['is the head', `UPDATE audit_mark SET name = 'checkpoint' WHERE name = 'head'`, { kind: 'checkpoint-forged' }],
    ] as const) {
      it(`shows that a checkpoint ${what}`, async () => {
        await sealed(3)
        log.clock.pass(days(10))
        await sealed(3)
        await log.forget(days(5))
        const before = what === 'is the head' ? [`DELETE FROM audit_mark WHERE name = 'checkpoint'`] : []
        await log.sql(...before, sql)
        expect((await log.verify()).first).to.deep.include(found)
      })
    }

    it('keeps everything while a mark is not the broker’s, and tells of what did not hold in what it lost', async () => {
      await sealed(4)
      log.clock.pass(days(10))
      await sealed(1)
      const head = await log.head()
      await log.putMark({ ...head, seq: 9 })
      expect(await log.forget(days(5))).to.include({ count: 0 })
      await log.putMark(head)
      await log.sql('DELETE FROM audit_entries WHERE seq = 2')
      const { count, faults } = await log.forget(days(5))
      expect([count, faults]).to.deep.equal([3, [{ kind: 'removed', seq: 2, until: 2 }]])
    })

    it('takes away nothing for an age that somebody else wrote there, and tells of it', async () => {
      await sealed(6)
      await log.sql(`UPDATE audit_entries SET "at" = '2001-01-01T00:00:00.000Z' WHERE seq <= 4`)
      const { count, faults } = await log.forget(days(5))
      expect([count, faults.map(({ kind, seq }) => [kind, seq])]).to.deep.equal([
        0,
        [1, 2, 3, 4].map((seq) => ['changed', seq]),
      ])
      expect((await log.verify()).first).to.include({ kind: 'changed', seq: 1 })
      // An entry behind them that is as it was written, and old, tells that their time is over, too.
      log.clock.pass(days(10))
      expect(await log.forget(days(5))).to.deep.include({ count: 6, seq: 6 })
    })

    it('holds at each moment while it is written, sealed and forgotten', async () => {
      await sealed(1500)
      log.clock.pass(days(10))
      let isOver = false
      const writing = async () => {
        for (let round = 0; round < 12; round += 1) {
          await log.write(25)
          await sealEntries(round % 2 ? log.deps : log.elsewhere)
          if (round > 3) await log.forget(days(5))
        }
        isOver = true
      }
      const verifying = async () => {
        let rounds = 0
        for (; !isOver; rounds += 1) {
          expect((await log.verify()).first).to.equal(null)
          await setImmediate()
        }
        return rounds
      }
      const [, rounds] = await Promise.all([writing(), verifying()])
      expect(rounds).to.be.greaterThan(1)
      expect(await log.verify()).to.deep.include({ entries: 300, first: null })
    })
  })
}
