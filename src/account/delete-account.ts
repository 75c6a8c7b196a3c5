import type { Account } from '../domain/account.js'
import type { AuditEvent } from '../domain/audit-event.js'
import type { AccountStore } from '../domain/ports/account-store.js'
import type { Clock } from '../domain/ports/clock.js'
import type { DeleteAccount, EndSessions } from '../domain/use-cases.js'

interface DeleteAccountDeps {
  readonly accounts: Pick<AccountStore, 'delete'>
  readonly endSessions: EndSessions
  readonly clock: Clock
}

export const createDeleteAccount =
  ({ accounts, endSessions, clock }: DeleteAccountDeps): DeleteAccount =>
  async (id, actor, reason) => {
    const entry = ({ proofing, identity, methods }: Account): AuditEvent => {
      const attributes = Object.keys(identity)
      const before = {
        proofing: proofing.level,
        attributes,
        methods: [...new Set(methods.map(({ method }) => method))],
      }
      const deleted = { at: clock.now(), actor, subject: id, before }
      return reason === undefined
        ? { ...deleted, action: 'account.deleted', after: null }
        : { ...deleted, action: 'account.deleted-by-operator', after: { reason } }
    }
    const isDeleted = await accounts.delete(id, entry)
    // Sessions end after the account is gone: whoever signs in between finds none, and a session that is left belongs
    // to nobody.
    // check: a-deleted-account-has-no-sessions
    await endSessions(id)
    return isDeleted
  }
