import { expect } from 'chai'
import type { AuditEvent } from '../../src/domain/audit-event.js'
import { entityId } from '../../src/domain/ids.js'
import { createSqlStores } from '../../src/storage/sql/sql-stores.js'
import { eachWith } from './harness.js'
import { type MakeSql, STAMP } from './sql-harness.js'

const AACHEN = entityId('https://portal.aachen.example/100%_sicher')
const AT = Date.UTC(2026, 10, 20)

/** What the log tells of logins. */
export function loginHistoryContract(name: string, make: MakeSql): void {
  describe(`the history of logins in ${name}`, () => {
    const house = eachWith(make)
    const answered = (subject: string, service: string, at = AT): AuditEvent => ({
      at,
      actor: 'citizen',
      action: 'login.answered',
      subject,
      before: null,
      after: {
        login: 'l',
        method: 'password',
        level: 'normal',
        reached: 'normal',
        service,
        sector: null,
        attributes: [],
      },
    })

    it('counts the logins at a service from a moment on, and the accounts that they were of', async () => {
      const { audit, history } = createSqlStores(house().database, STAMP)
      const aborted = { at: AT, actor: 'citizen', action: 'login.aborted', subject: 'l', before: null } as const
      const entries: readonly AuditEvent[] = [
        answered('erika', AACHEN),
        answered('erika', AACHEN, AT + 5),
        answered('max', AACHEN, AT + 9),
        answered('old', AACHEN, AT - 1),
        answered('other', 'https://portal.aachen.example/100xysicher'),
        { ...aborted, after: { service: AACHEN, reason: 'x' } },
      ]
      for (const [index, entry] of entries.entries()) await audit.append(entry, `${index}.0`)
      expect(await history.answeredSince(AACHEN, AT)).to.deep.equal({ logins: 3, accounts: 2 })
      expect(await history.answeredSince(AACHEN, AT + 10)).to.deep.equal({ logins: 0, accounts: 0 })
    })
  })
}
