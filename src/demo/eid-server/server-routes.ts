import { setTimeout as delay } from 'node:timers/promises'
import express, { Router, type Response } from 'express'
import type { KeyPair } from '../portal/key-pair.js'
import { answerTo } from './answers.js'
import { faultsSchema, type StubFaults } from './faults.js'
import type { Sessions } from './sessions.js'
import { envelopeAround, verifiedBody } from './ws-security.js'

export interface EidServerOptions {
  readonly sessions: Sessions
  /** Signs the answers. */
  readonly key: KeyPair
  /** Signs them where they are to be wrong. */
  readonly strangerKey: KeyPair
  /** The one who may ask, PEM. */
  readonly clientCertificate: string
  /** Where eID clients connect to. */
  readonly paosUrl: string
  /** What time its messages say it is, in milliseconds since 1970. */
  readonly now: () => number
}

/** The eID interface at `/eID-Server`, and the switches of what goes wrong at `/faults` (JSON). */
export function eidServerRoutes(options: EidServerOptions): Router {
  const router = Router()
  let faults: StubFaults = faultsSchema.parse({})
  let lastResult: string | null = null
  router.post('/eID-Server', express.text({ type: 'text/xml', limit: '128kb' }), async (request, response) => {
    if (faults.down) return void request.socket.destroy()
    await delay(faults.slowMs)
    const body = verifiedBody(typeof request.body === 'string' ? request.body : '', options.clientCertificate)
    const content = body && answerTo(body, options.sessions, faults, options.paosUrl)
    // Whoever is not known gets no answer that means anything (TR-03130-1 §3.5.2).
    if (!content) return void response.status(500).type('text/xml').send('')
    const fresh = envelopeAround(
      content,
      new Date(options.now() - faults.staleMinutes * 60_000),
      keyFor(faults, options),
    )
    const sent = faults.replay && lastResult !== null && content.includes('getResultResponse') ? lastResult : fresh
    if (content.includes('PersonalData')) lastResult = fresh
    response.type('text/xml')
    if (faults.dripMs > 0) await drip(sent, faults.dripMs, response)
    else response.send(sent)
  })
  router.get('/faults', (_request, response) => void response.json(faults))
  router.post('/faults', express.json(), (request, response) => {
    const wanted = faultsSchema.safeParse(request.body ?? {})
    if (!wanted.success)
      return void response.status(400).json({ error: wanted.error.issues.map(({ message }) => message) })
    faults = wanted.data
    response.json(faults)
  })
  return router
}

/** A byte now and then, as long as somebody listens. */
async function drip(answer: string, pauseMs: number, response: Response): Promise<void> {
  for (const byte of Buffer.from(answer)) {
    if (response.destroyed) return
    response.write(Buffer.of(byte))
    await delay(pauseMs)
  }
  response.end()
}

const keyFor = ({ unsigned, wrongSignature }: StubFaults, { key, strangerKey }: EidServerOptions): KeyPair | null =>
  unsigned ? null : wrongSignature ? strangerKey : key
