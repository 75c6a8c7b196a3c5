import { z } from 'zod'
import type { AuditStamp } from '../../../domain/ports/audit-stamp.js'
import type { MethodSwitchStore } from '../../../domain/ports/method-switches.js'
import type { MethodSwitch } from '../../../domain/method-switch.js'
import type { Database } from '../database.js'
import { MethodSwitchEntity } from '../entities/method-switch-entity.js'
import { checkedRow, methodIdShape, storedFlag, storedTime } from './rows.js'
import { noteSessionsToEnd } from './sessions-to-end.js'
import { writeAudit } from './write-audit.js'

const ALL = { text: 'SELECT method, enabled, disabled_at FROM method_switch ORDER BY method', values: [] }

const rowShape = z.object({ method: methodIdShape, enabled: storedFlag, disabled_at: storedTime.nullable() })

/** The switches of methods in SQL. Every instance asks every other second, so it is one plain statement. */
export const createMethodSwitchStore = (database: Database, stamp: AuditStamp): MethodSwitchStore => ({
  all: async () =>
    (await database.ask(ALL)).map((row): MethodSwitch => {
      const { method, enabled, disabled_at: disabledAt } = checkedRow(rowShape, row, 'method_switch')
      return { method, enabled, disabledAt }
    }),
  set: (next, audit) =>
    database.write(async (rows) => {
      const before = await rows.findOneBy(MethodSwitchEntity, { method: next.method })
      if ((before?.enabled ?? true) === next.enabled) return false
      const disabledAt = next.disabledAt ?? before?.disabledAt ?? null
      await rows.upsert(MethodSwitchEntity, { ...next, disabledAt }, ['method'])
      if (next.disabledAt !== null) {
        const { method: subject, disabledAt: endedAt } = next
        // check: the-end-of-sessions-of-a-method-is-noted-with-it
        await noteSessionsToEnd(rows, { whose: 'method', subject, endedAt, why: audit.action })
      }
      await writeAudit(rows, [audit], stamp)
      return true
    }),
})
