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
  async (id, actor) => {
    const entry = ({ proofing, identity, methods }: Account): AuditEvent => ({
      at: clock.now(),
      actor,
      action: 'account.deleted',
      subject: id,
      before: {
        proofing: proofing.level,
        attributes: Object.keys(identity),
        methods: [...new Set(methods.map(({ method }) => method))],
      },
      after: null,
    })
    const isDeleted = await accounts.delete(id, entry)
    // Sessions end after the account is gone: whoever signs in between finds none, and a session that is left belongs
    // to nobody.
    // check: a-deleted-account-has-no-sessions
    await endSessions(id)
    return isDeleted
  }
