import { once } from 'node:events'
import { Router, type Request, type Response } from 'express'
import { BrokerError } from '../../domain/error-catalogue.js'
import type { Place } from '../../domain/ports/audit-chain.js'
import type { GivenFilter } from '../audit/audit-filter.js'
import { exportEntries } from '../audit/look-up.js'
import { entryPage, type EntryPage } from '../audit/look-up-page.js'
import type { Refusal } from '../findings.js'
import { Refused } from '../refused.js'
import { AUDIT_FORMATS } from '../told/audit-rows.js'
import { CONSOLE, type ConsoleContext } from './console-context.js'
import { AUDIT_QUERY, auditPage, EXPORT_NAMES, type AuditQuery } from './pages/audit.js'
import { requireOperator, show } from './require-operator.js'

/** The audit log: looked at, and taken out. */
export function auditRoutes(context: ConsoleContext): Router {
  const router = Router()
  router.get(CONSOLE.audit, (request, response) => showAudit(context, request, response))
  router.get(CONSOLE.auditExport, (request, response) => exportAudit(context, request, response))
  return router
}

type Query = Request['query']

const textIn = (query: Query, name: string): string => {
  const value = query[name]
  return typeof value === 'string' ? value.trim().slice(0, 1100) : ''
}

const queryOf = (query: Query): AuditQuery => ({
  von: textIn(query, 'von'),
  bis: textIn(query, 'bis'),
  wer: textIn(query, 'wer'),
  portal: textIn(query, 'portal'),
  ereignis: textIn(query, 'ereignis'),
  fehler: textIn(query, 'fehler'),
})

/** The filter as the page has it; what is empty is not asked for. */
const filterOf = (query: AuditQuery): GivenFilter =>
  Object.fromEntries(AUDIT_QUERY.flatMap(([name, field]) => (query[name] === '' ? [] : [[field, query[name]]])))

/** Behind which entry a page begins; null for whatever is no such place. */
function placeIn(query: Query): Place | null {
  const [, at, id] = /^(\d{4}-\d{2}-\d{2}T[\d:.]{8,12}Z)~([\w.-]{1,100})$/.exec(textIn(query, 'vor')) ?? []
  return at === undefined || id === undefined ? null : { at, id }
}

async function showAudit(context: ConsoleContext, request: Request, response: Response): Promise<void> {
  const at = await requireOperator(context, request, response)
  if (!at) return
  const query = queryOf(request.query)
  const before = placeIn(request.query)
  const asked = { given: filterOf(query), before, tenant: at.operator.tenant }
  const found = await entryPage(asked, at.actor, context.deps.audit).catch(refusedPage)
  const page = auditPage({ bar: at.bar, query, isFirst: before === null, refusal: null, ...found })
  show(context, request, response, page, 'refusal' in found ? 422 : 200)
}

function refusedPage(error: unknown): EntryPage & { readonly refusal: Refusal } {
  if (!(error instanceof Refused)) throw error
  return { entries: [], next: null, refusal: error.refusal }
}

const TYPES = { jsonl: 'application/jsonl', csv: 'text/csv; charset=utf-8' } as const

/** The entries of the filter as a file, oldest first, one after the other as the browser takes them. */
async function exportAudit(context: ConsoleContext, request: Request, response: Response): Promise<void> {
  const at = await requireOperator(context, request, response)
  if (!at) return
  const wanted = textIn(request.query, 'format')
  const name = (['jsonl', 'csv'] as const).find((each) => each === wanted && Object.hasOwn(EXPORT_NAMES, each))
  if (!name) throw new BrokerError('form-input', 'format')
  const { head, between, tail, row } = AUDIT_FORMATS[name]
  const entries = exportEntries(filterOf(queryOf(request.query)), at.actor, context.deps.audit, at.operator.tenant)
  // The first one is asked for before anything is sent: what is refused has its page.
  const first = await entries.next().catch((error: unknown) => {
    throw error instanceof Refused ? new BrokerError('form-input', error.refusal.rule) : error
  })
  response.set('Content-Type', TYPES[name]).set('Content-Disposition', `attachment; filename="protokoll.${name}"`)
  response.write(head)
  let next = first
  for (let before = ''; next.done !== true && response.writable; next = await entries.next(), before = between) {
    const isTaken = response.write(before + row(next.value))
    if (!isTaken) await Promise.race([once(response, 'drain'), once(response, 'close')])
  }
  response.end(first.done === true ? '' : tail)
}
