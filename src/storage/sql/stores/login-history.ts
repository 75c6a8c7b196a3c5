import type { LoginHistory } from '../../../domain/ports/login-history.js'
import type { Database } from '../database.js'
import { EarlierPseudonymEntity } from '../entities/pseudonym-entities.js'
import { AuditEntity } from '../entities/audit-entity.js'

/** Read from the audit log: rare, and in no hurry. */
export const createLoginHistory = (database: Database): LoginHistory => ({
  accountsAnswered: (services, sector) =>
    database.read(async (rows) => {
      const named = await rows.find(EarlierPseudonymEntity, {
        select: { accountId: true },
        where: { earlierSector: sector },
      })
      const accounts = new Set(named.map(({ accountId }) => accountId))
      for (const service of services) {
        const found = await rows
          .createQueryBuilder(AuditEntity, 'event')
          .select('event.subject', 'subject')
          .distinct()
          .where("event.action = 'login.answered'")
          .andWhere("(event.after LIKE :service ESCAPE '!' OR event.after LIKE :child ESCAPE '!')", {
            service: naming('service', service),
            child: naming('child', service),
          })
          .getRawMany<{ subject: string }>()
        for (const { subject } of found) accounts.add(subject)
      }
      return accounts.size
    }),
  answeredSince: async (service, since) => {
    const values = [new Date(since).toISOString(), naming('service', service), naming('child', service)]
    const [found] = await database.ask({ text: ANSWERED_SINCE, values })
    return { logins: Number(found?.['logins'] ?? 0), accounts: Number(found?.['accounts'] ?? 0) }
  },
})

const ANSWERED_SINCE = `SELECT COUNT(*) AS logins, COUNT(DISTINCT subject) AS accounts FROM audit_entries
  WHERE "at" >= $1 AND action = 'login.answered' AND ("after" LIKE $2 ESCAPE '!' OR "after" LIKE $3 ESCAPE '!')`

/** A login of a portal for its child service is one of both. */
const naming = (member: 'service' | 'child', id: string): string => `%"${member}":${escaped(JSON.stringify(id))}%`

const escaped = (text: string): string => text.replace(/[!%_]/g, '!$&')
