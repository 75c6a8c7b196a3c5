import type { AuditEvent } from '../../domain/audit-event.js'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { Draft, DraftContent, DraftedKey, DraftedOperator, DraftedService } from '../../domain/draft.js'
import { draftId, type TenantId } from '../../domain/ids.js'
import type { Duration } from '../../domain/instant.js'
import type { Operator } from '../../domain/operator.js'
import type { DraftStore } from '../../domain/ports/draft-store.js'
import type { KeyStore } from '../../domain/ports/key-store.js'
import type { OperatorStore } from '../../domain/ports/operator-store.js'
import type { Random } from '../../domain/ports/random.js'
import type { ServiceChange, ServiceStore } from '../../domain/ports/service-store.js'
import type { Service } from '../../domain/service.js'
import { SERVICE_ACTS } from '../../domain/service-version.js'
import { usernameKey } from '../../domain/username.js'
import { ChangeDrafted } from './change-drafted.js'

/** What a change that waits is kept with. */
export interface DraftingDeps {
  readonly drafts: DraftStore
  readonly random: Random
  /** How long it waits. */
  readonly waits: Duration
  /** Whoever wants the change has typed that all users of the service get new pseudonyms. */
  readonly newPseudonyms?: true
}

/**
 * The registry where changes need a second person: whatever a use case would write becomes a draft, and `ChangeDrafted` is
 * thrown. To disable a service is to stop harm: it waits for nobody.
 */
export const draftingServices = (store: ServiceStore, deps: DraftingDeps): ServiceStore => ({
  ...store,
  change: (decide) =>
    store.change(async () => {
      const change = await decide()
      // check: a-change-waits-for-a-second-person
      if (change.save.length + change.remove.length > 0 && !stopsAlone(change)) await propose(store, change, deps)
      return change
    }),
})

/** Whether nothing is done but to disable services; each of them has its entry. */
const stopsAlone = ({ save, remove, audit }: ServiceChange<unknown>): boolean =>
  // check: to-stop-waits-for-nobody-and-nothing-goes-along
  remove.length === 0 && audit.length === save.length && audit.every(({ action }) => action === 'service.disabled')

async function propose(
  store: ServiceStore,
  { save, remove, audit }: ServiceChange<unknown>,
  deps: DraftingDeps,
): Promise<never> {
  const touched = new Set([...save.map((service) => service.entityId), ...remove])
  const before = (await store.all()).filter(({ entityId: id }) => touched.has(id))
  const states = new Map([...before, ...save].map((each): [string, Service] => [each.entityId, each]))
  const services = audit.flatMap((event): readonly DraftedService[] => {
    const act = SERVICE_ACTS.find((each) => `service.${each}` === event.action)
    const service = states.get(event.subject)
    const restored = event.action === 'service.restored' ? event.after.version : null
    return act && service ? [{ act, restored, service, ...(deps.newPseudonyms && { newPseudonyms: true }) }] : []
  })
  const [first] = services
  const [told] = audit
  // Every change of a service has its entry: one without would leave something out of what is approved.
  if (!first || !told || services.length !== touched.size) throw new BrokerError('internal', 'unaudited-change')
  const head = { act: first.act, subject: first.service.entityId, more: services.length - 1 }
  const tenant = onlyTenant([...before, ...save])
  return keep({ ...head, tenant, content: { kind: 'services', services } }, told, deps)
}

/** Whose all of these are; null: of several, or of nobody. */
const onlyTenant = ([first, ...others]: readonly Service[]): TenantId | null =>
  first && others.every(({ tenant }) => tenant === first.tenant) ? first.tenant : null

/** The keys, likewise. A new key waits for nobody: it is announced, and used by nothing until it is activated. */
export const draftingKeys = (store: KeyStore, deps: DraftingDeps): KeyStore => ({
  ...store,
  change: (decide) =>
    store.change(async (keys) => {
      const base = await store.revision()
      const change = await decide(keys)
      const told = change.audit.find(({ action }) => action === 'key.activated') ?? change.audit[0]
      // check: a-key-waits-for-a-second-person
      if (change.save.length > 0 && told && told.action !== 'key.generated') await proposeKey(told, base, deps)
      return change
    }),
})

function proposeKey(told: AuditEvent, base: number, deps: DraftingDeps): Promise<never> {
  const drafted: DraftedKey = {
    act: told.action === 'key.activated' ? 'activate' : 'retire',
    key: told.subject,
    base,
  }
  const head = { act: drafted.act, subject: drafted.key, more: 0, tenant: null }
  return keep({ ...head, content: { kind: 'key', ...drafted } }, told, deps)
}

/**
 * Operators, likewise: what lets somebody in waits, as whoever could do it alone would be the second person too. What takes
 * access away waits for nobody, and nobody's own changes do.
 */
export const draftingOperators = (store: OperatorStore, deps: DraftingDeps): OperatorStore => ({
  ...store,
  async create(operator, audit) {
    const all = await store.all()
    const isTaken = all.some(({ username }) => usernameKey(username) === usernameKey(operator.username))
    // check: a-new-operator-waits-for-a-second-person
    if (!isTaken && decides(operator) && all.some(({ role }) => role === 'admin')) {
      const { id, username, role, tenant, hotline, passwordHash } = operator
      await keepOperator(
        { act: 'create-operator', username, base: 0, id, role, tenant, hotline, passwordHash },
        audit,
        deps,
      )
    }
    return store.create(operator, audit)
  },
  async change(id, change) {
    const found = (await store.all()).find((operator) => operator.id === id)
    const made = found && change(found)
    if (found && made) {
      const about = { username: found.username, base: found.version }
      const { passwordHash } = made.next
      const { action } = made.audit
      // check: a-reset-password-waits-for-a-second-person
      if (action === 'operator.password-reset')
        await keepOperator({ act: 'reset-password', ...about, passwordHash }, made.audit, deps)
      // check: a-reset-factor-waits-for-a-second-person
      if (action === 'operator.second-factor-reset')
        await keepOperator({ act: 'reset-second-factor', ...about }, made.audit, deps)
    }
    return store.change(id, change)
  },
})

/** Whoever reads alone decides nothing. */
const decides = ({ role }: Operator): boolean => role !== 'auditor'

const keepOperator = (drafted: DraftedOperator, told: AuditEvent, deps: DraftingDeps): Promise<never> => {
  const { act, username } = drafted
  return keep({ act, subject: username, more: 0, tenant: null, content: { kind: 'operator', ...drafted } }, told, deps)
}

type Kept = Pick<Draft, 'act' | 'subject' | 'more' | 'tenant' | 'content'>

/** Keeps a change as a draft, with its entry, and throws `ChangeDrafted`. */
export const keepDraft = (kept: Kept, told: AuditEvent, deps: DraftingDeps): Promise<never> => keep(kept, told, deps)

async function keep(kept: Kept, { at, actor }: AuditEvent, { drafts, random, waits }: DraftingDeps): Promise<never> {
  const id = draftId(random.id())
  const open = { state: 'open', decidedBy: null, decidedAt: null } as const
  const after = { act: kept.act, of: namesOf(kept.content) }
  const entry = { at, actor, action: 'draft.proposed', subject: id, before: null, after } as const
  await drafts.create({ ...kept, ...open, id, at, author: actor, expiresAt: at + waits }, entry)
  throw new ChangeDrafted(id)
}

/** What a draft is about: entityIDs, the id of a key, a sector, or an operator. */
export function namesOf(content: DraftContent): readonly string[] {
  switch (content.kind) {
    case 'key':
      return [content.key]
    case 'pseudonyms':
      return [content.sector]
    case 'operator':
      return [content.username]
    case 'upstream':
      return [content.upstream.name]
    case 'services':
      return content.services.map(({ service }) => service.entityId)
  }
}
