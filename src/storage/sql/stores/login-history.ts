import type { LoginHistory } from '../../../domain/ports/login-history.js'
import type { Database } from '../database.js'
import { AuditEntity } from '../entities/audit-entity.js'

/** Read from the audit log: rare, and in no hurry. */
export const createLoginHistory = (database: Database): LoginHistory => ({
  accountsAnswered: (services) =>
    database.read(async (rows) => {
      const accounts = new Set<string>()
      for (const service of services) {
        const found = await rows
          .createQueryBuilder(AuditEntity, 'event')
          .select('event.subject', 'subject')
          .distinct()
          .where("event.action = 'login.answered'")
          .andWhere("event.after LIKE :service ESCAPE '!'", {
            service: `%"service":${escaped(JSON.stringify(service))}%`,
          })
          .getRawMany<{ subject: string }>()
        for (const { subject } of found) accounts.add(subject)
      }
      return accounts.size
    }),
})

const escaped = (text: string): string => text.replace(/[!%_]/g, '!$&')
