import { randomBytes } from 'node:crypto'
import express, { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Session, Sessions } from '../eid-server/sessions.js'
import { cardOf, TEST_CARDS, TEST_PIN, type TestCard } from './cards.js'
import { failurePage, frontPage, runPage } from './pages.js'
import { CLIENT_STYLE } from './style.js'
import { fetchTcToken, type TcToken } from './tc-token.js'
import { wayBack, type ResultMinor } from './way-back.js'

/** One start of the eID client, until it leads the browser back. */
interface Run {
  readonly id: string
  readonly token: TcToken
  readonly tcTokenUrl: string
  readonly session: Session
  card: string
  tries: number
}

const PIN_TRIES = 3
const MOST_RUNS = 200
const COOKIE = 'eid-stub-card'

const decision = z.object({
  run: z.string(),
  decision: z.enum(['continue', 'cancel']),
  card: z.string().optional(),
  pin: z.string().default(''),
  allow: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
})

/** The eID client at `/eID-Client` (TR-03124-1 §2.2). `?card=` or `/cards/<id>` lays a test card on its reader. */
export function eidClientRoutes(sessions: Sessions): Router {
  const router = Router()
  const runs = new Map<string, Run>()
  router.get('/eid-client.css', (_request, response) => void response.type('css').send(CLIENT_STYLE))
  router.get('/cards/:card', (request, response) => {
    const card = cardOf(request.params.card)
    if (!card) return void response.status(404).send(failurePage('Diese Testkarte gibt es nicht.'))
    response.setHeader('Set-Cookie', `${COOKIE}=${card.id}; Path=/; HttpOnly; SameSite=Lax`)
    response.redirect(303, '/eID-Client')
  })
  router.get('/eID-Client', async (request, response) => {
    const { tcTokenURL: address, Status: status } = request.query
    if (status !== undefined) return void response.type('text').send('Name: eID-Stub\nTR-03124-1/1.4\n')
    if (typeof address !== 'string') return void response.send(frontPage(chosenCard(request)))
    await begin(address, chosenCard(request), sessions, runs, response)
  })
  router.post('/eID-Client', express.urlencoded({ extended: false }), (request, response) => {
    const form = decision.safeParse(request.body)
    const run = form.success ? runs.get(form.data.run) : undefined
    if (!form.success || !run) return void response.status(400).send(failurePage('Dieser Vorgang ist schon zu Ende.'))
    goOn(run, form.data, runs, response)
  })
  return router
}

function chosenCard({ query, headers }: Request): string {
  const named = typeof query['card'] === 'string' ? query['card'] : ''
  const kept = new RegExp(`(?:^|; )${COOKIE}=([\\w-]+)`).exec(headers.cookie ?? '')?.[1] ?? ''
  return cardOf(named)?.id ?? cardOf(kept)?.id ?? TEST_CARDS[0]?.id ?? ''
}

async function begin(
  tcTokenUrl: string,
  card: string,
  sessions: Sessions,
  runs: Map<string, Run>,
  response: Response,
): Promise<void> {
  const token = await fetchTcToken(tcTokenUrl)
  if (!token) return void response.status(404).send(failurePage('Der Dienst hat nicht gesagt, was er lesen möchte.'))
  if (token.serverAddress === '') return void leave(wayBack(token, tcTokenUrl, null), response)
  const session = sessions.connect(token.sessionIdentifier, token.psk)
  if (!session) return void leave(wayBack(token, tcTokenUrl, 'trustedChannelEstablishmentFailed'), response)
  const run = { id: randomBytes(16).toString('hex'), token, tcTokenUrl, session, card, tries: PIN_TRIES }
  runs.set(run.id, run)
  const [oldest] = runs.keys()
  if (runs.size > MOST_RUNS && oldest !== undefined) runs.delete(oldest)
  response.send(pageOf(run))
}

function goOn(run: Run, form: z.infer<typeof decision>, runs: Map<string, Run>, response: Response): void {
  if (form.decision === 'cancel') return end(run, 'cancellationByUser', runs, response)
  const card = cardOf(form.card ?? run.card)
  if (!card || !/^\d{6}$/.test(form.pin)) return void response.send(pageOf(run, true))
  run.card = card.id
  if (form.pin !== TEST_PIN || card.state === 'pin-never-right') {
    run.tries -= 1
    return void response.send(pageOf(run))
  }
  end(run, outcomeOf(run.session, card, new Set(form.allow)), runs, response)
}

/** Tells the eID server what the card said, and gives what the client says itself. */
function outcomeOf(session: Session, card: TestCard, allow: ReadonlySet<string>): ResultMinor | null {
  if (card.state !== 'valid') {
    session.outcome = { kind: 'error', minor: 'getResult#invalidDocument' }
    return 'serverError'
  }
  const { operations } = session.question
  const allowed = [...operations].filter(([field, need]) => need === 'REQUIRED' || allow.has(field))
  session.outcome = { kind: 'card', card, allowed: new Set(allowed.map(([field]) => field)) }
  return null
}

function end(
  { id, token, tcTokenUrl, session }: Run,
  minor: ResultMinor | null,
  runs: Map<string, Run>,
  to: Response,
): void {
  runs.delete(id)
  if (minor !== null) session.outcome ??= { kind: 'error', minor: 'common#internalError' }
  leave(wayBack(token, tcTokenUrl, minor), to)
}

/** TR-03124-1 §2.2.2.1: 303 to an address, else "Bad Request". */
function leave(address: string | null, response: Response): void {
  if (address === null) response.status(400).send(failurePage('Der Dienst hat keinen Rückweg genannt.'))
  else response.redirect(303, address)
}

const pageOf = (run: Run, missing = false): string =>
  runPage({
    id: run.id,
    service: new URL(run.tcTokenUrl).host,
    question: run.session.question,
    card: run.card,
    triesLeft: run.tries < PIN_TRIES ? run.tries : null,
    missing,
  })
