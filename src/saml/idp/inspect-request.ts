import { BrokerError } from '../../domain/error-catalogue.js'
import type { EntityId, TenantId } from '../../domain/ids.js'
import type { Duration } from '../../domain/instant.js'
import type { Clock } from '../../domain/ports/clock.js'
import type { CheckedRule, RequestRule } from '../../domain/request-rules.js'
import type { Service } from '../../domain/service.js'
import { permittedWeak } from '../../domain/weak-algorithms.js'
import type { InboundMessage } from '../bindings/inbound-message.js'
import type { Dialects } from '../dialects/dialect.js'
import { NS } from '../namespaces.js'
import { childrenNamed, type XmlElement } from '../xml/node.js'
import { parseXml } from '../xml/parse.js'
import { checkUniqueIds } from '../xml/unique-ids.js'
import { checkSchema, extensionOf, keysOf, LOCAL, RETURNABLE } from './receive-request.js'
import { REQUEST_SIZE } from './request-size.js'
import { provenAcs } from './validators/acs.js'
import type { RequestContext } from './validators/request-context.js'
import { childAsked } from './validators/requester.js'
import { isTimely, issueInstant, requestHead, requestersNamed } from './validators/request-head.js'
import { checkSender } from './validators/sender-signature.js'

export interface InspectDeps {
  readonly clock: Clock
  readonly dialects: Dialects
  /** The broker's entityID and the location of its SingleSignOnService. */
  readonly entityId: string
  readonly ssoLocation: string
  /** How long a service is served after metadata that are vouched for have ended. */
  readonly metadataGrace: Duration
  /** As `RequestReceiverDeps` has it. */
  readonly demandsExtension?: boolean
  readonly isTest?: boolean
  /** The service of an entityID; null where there are no metadata at all to look in. */
  readonly find: ((id: EntityId) => Service | undefined) | null
}

/** What a request looks like from all sides. */
export interface Inspection {
  /** What was read of it; null if it could not be decoded. */
  readonly message: InboundMessage | null
  /** Each rule, in order; what rests on a rule that is broken is left open or left out. */
  readonly checks: readonly CheckedRule[]
  /** The service that sent it: its signature holds, or it need not sign. Null as long as that is only claimed. */
  readonly sender: {
    readonly service: EntityId
    readonly tenant: TenantId | null
    readonly signed: boolean
    readonly requestId: string
  } | null
}

/**
 * Makes all checks of a request, with the same validators as `createRequestReceiver`, and goes on behind one that does
 * not hold: to tell what is wrong, never to let anybody in.
 */
export function inspectRequest(read: () => InboundMessage, deps: InspectDeps): Inspection {
  const ledger = createLedger()
  const message = ledger.check('binding', read)
  const root = message && ledger.check('xml', () => parseXml(message.xml, REQUEST_SIZE))
  if (!message || !root) return { message, checks: ledger.checks, sender: null }
  const registry = { find: (id: EntityId) => deps.find?.(id) }
  ledger.check('schema', () => checkSchema(message, root, { registry, dialects: deps.dialects }))
  ledger.check('ids', () => checkUniqueIds(root))
  const head = ledger.check('head', () => requestHead(root))
  if (!head) return { message, checks: ledger.checks, sender: null }
  const service = serviceOf(head.issuer, deps, ledger)
  const signed = service && senderOf(message, root, service, deps, ledger)
  // Nothing of a sender is proven where one of the rules before is broken.
  // check: nothing-broken-proves-a-sender
  const isKnown = signed !== null && ledger.checks.every(({ went }) => went === 'passed')
  inspectContent(signed?.request ?? root, { message, service, deps, ledger })
  const sender =
    service && isKnown
      ? { service: service.entityId, tenant: service.tenant, signed: signed.signed, requestId: head.id }
      : null
  return { message, checks: ledger.checks, sender }
}

interface Ledger {
  readonly checks: readonly CheckedRule[]
  /** Runs a check and notes how it went; null if it did not hold. */
  check<T>(rule: RequestRule, check: () => T): T | null
  note(checked: CheckedRule): void
}

function createLedger(): Ledger {
  const checks: CheckedRule[] = []
  return {
    checks,
    check(rule, check) {
      try {
        const result = check()
        checks.push({ rule, went: 'passed' })
        return result
      } catch (error) {
        if (!(error instanceof BrokerError)) throw error
        checks.push({ rule, went: 'failed', code: error.code, detail: error.detail })
        return null
      }
    },
    note: (checked) => void checks.push(checked),
  }
}

/** The service that the Issuer names. */
function serviceOf(issuer: EntityId, { find }: InspectDeps, ledger: Ledger): Service | null {
  if (find === null) {
    ledger.note({ rule: 'registered', went: 'open' })
    ledger.note({ rule: 'signature', went: 'open' })
    return null
  }
  const found = ledger.check('registered', () => {
    const service = find(issuer)
    if (!service) throw new BrokerError('saml-unknown-service')
    return service
  })
  if (!found) ledger.note({ rule: 'signature', went: 'open' })
  return found
}

const senderOf = (
  message: InboundMessage,
  root: XmlElement,
  service: Service,
  { clock, dialects, isTest }: InspectDeps,
  ledger: Ledger,
) =>
  ledger.check('signature', () => {
    const exception = { permitted: permittedWeak(service.settings, clock.now(), isTest), used: () => undefined }
    const dialect = dialects.get(service.settings.dialect)
    const checked = checkSender(message, root, service, keysOf(service), exception, dialect)
    if (requestHead(checked.request).issuer !== service.entityId) throw new BrokerError('saml-signature', 'Issuer')
    return checked
  })

/** What the validators ask of the service that sent it. */
const OF_SERVICE: ReadonlySet<RequestRule> = new Set<RequestRule>([
  'active',
  'name-id',
  'extension',
  'attributes',
  'requester',
  'encryption',
])

interface Content {
  readonly message: InboundMessage
  readonly service: Service | null
  readonly deps: InspectDeps
  readonly ledger: Ledger
}

function inspectContent(request: XmlElement, { message, service, deps, ledger }: Content): void {
  const { dialects, clock, entityId, ssoLocation, metadataGrace } = deps
  const signed = message.detached !== null || childrenNamed(request, NS.signature, 'Signature').length > 0
  const spoken = { request, signed, entityId, ssoLocation, now: clock.now(), metadataGrace }
  const lookUp = { find: (id: EntityId) => deps.find?.(id), now: spoken.now, metadataGrace }
  const dialect = service && dialects.get(service.settings.dialect)
  const known = service &&
    dialect && {
      ...{ ...spoken, service, dialect, extension: extensionOf(dialect, spoken, deps.demandsExtension) },
      child: childAsked(requestersNamed(request, service), service, dialects, lookUp),
    }
  // Those that ask nothing of a service look at the request alone.
  const context = known ?? ({ ...spoken, dialect: dialects.get('saml2int'), extension: null } as RequestContext)
  const open = (rule: RequestRule): boolean => !known && OF_SERVICE.has(rule)
  for (const [rule, check] of LOCAL) {
    if (open(rule)) ledger.note({ rule, went: 'open' })
    else ledger.check(rule, () => check(context))
  }
  if (known) ledger.check('acs', () => provenAcs(known))
  else ledger.note({ rule: 'acs', went: 'open' })
  ledger.check('time', () => {
    if (!isTimely(issueInstant(request), clock.now())) throw new BrokerError('saml-too-old')
  })
  for (const [rule, check] of RETURNABLE) {
    if (open(rule)) ledger.note({ rule, went: 'open' })
    else
      ledger.check(rule, () => {
        const code = check(context)
        if (code !== null) throw new BrokerError(code)
      })
  }
}
