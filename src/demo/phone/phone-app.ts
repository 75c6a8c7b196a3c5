import { readFileSync } from 'node:fs'
import express, { type Express, type Request, type Response } from 'express'

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  webmanifest: 'application/manifest+json',
}

const FILES = ['phone.css', 'phone.js', 'pairings.js', 'protocol.js', 'icon.svg', 'manifest.webmanifest']

const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
}

/**
 * What a real phone asks the broker itself; here the phone's own server asks it, so that the broker lets no other
 * origin in.
 */
const PHONE_PATHS = /^\/api\/v1\/pass\/(pairings|challenges)\/[\w-]{22}(\/(device|open|answer|number))?$/

/** The simulated phone: a web app of its own, and the way to its one broker. Keys and PIN stay in the browser. */
export function createPhoneApp(broker: string): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use((_request, response, next) => {
    response.set(HEADERS)
    next()
  })
  app.get('/', (_request, response) => sendFile(response, 'index.html'))
  for (const name of FILES) app.get(`/${name}`, (_request, response) => sendFile(response, name))
  app.all(PHONE_PATHS, express.text({ type: 'application/json', limit: '8kb' }), (request, response) =>
    forward(request, response, broker),
  )
  return app
}

function sendFile(response: Response, name: string): void {
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
  response.type(type).send(readFileSync(new URL(`./app/${name}`, import.meta.url)))
}

async function forward(request: Request, response: Response, broker: string): Promise<void> {
  const { method, path } = request
  const body: unknown = request.body
  const answer = await fetch(`${broker}${path}`, {
    method,
    redirect: 'error',
    ...(typeof body === 'string' && { body, headers: { 'Content-Type': 'application/json' } }),
  }).catch(() => null)
  const type = answer?.headers.get('content-type') ?? 'application/problem+json'
  const text = answer ? await answer.text() : JSON.stringify({ status: 502, code: 'unavailable', title: 'No broker.' })
  response
    .status(answer?.status ?? 502)
    .type(type)
    .send(text)
}
