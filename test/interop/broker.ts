import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../support/free-port.js'
import { runToEnd, spawned } from '../support/spawned.js'
import { createWebClient } from '../support/web-client.js'

/** As it is built (`npm run build`): each command of the command line then starts within a second. */
const COMMAND = [fileURLToPath(new URL('../../dist/cli/servicekonto.js', import.meta.url))]

/** The broker as a process, with a store of its own in a temporary folder. */
export interface Broker {
  readonly url: string
  readonly entityId: string
  /** Its metadata as XML. */
  metadata(): Promise<string>
  /** Runs a command of the command line on the broker's store. @param input first line of stdin. */
  servicekonto(args: readonly string[], input?: string): Promise<string>
  /** Waits until the running broker has followed a change by the command line (5 s at most). */
  follow(): Promise<void>
  /** Its log so far. */
  log(): string
  stop(): Promise<void>
}

/** Starts the broker on a free port; ready when this resolves. */
export const startBroker = async (): Promise<Broker> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'servicekonto-broker-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const env = { PORT: String(port), PUBLIC_URL: url, DATA_DIR: dataDir, HOST: '127.0.0.1' }
  const server = spawned(process.execPath, [...COMMAND, 'serve'], { env })
  const stop = async (): Promise<void> => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  const browser = createWebClient()
  const answers = (): Promise<boolean> =>
    browser.get(`${url}/health/ready`).then(
      (page) => page.status === 200,
      () => false,
    )
  await server.until(answers).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return {
    url,
    entityId: `${url}/saml/metadata`,
    metadata: async () => (await browser.get(`${url}/saml/metadata`)).body,
    servicekonto: async (args, input) =>
      (await runToEnd(process.execPath, [...COMMAND, ...args], { env, ...(input === undefined ? {} : { input }) }))
        .stdout,
    follow: () => delay(5_000),
    log: () => server.stdout() + server.stderr(),
    stop,
  }
}

/** The certificate that signed the metadata, as PEM: its first one. */
export const signerOf = (metadata: string): string => {
  const base64 = /<(?:\w+:)?X509Certificate>([^<]+)</.exec(metadata)?.[1]?.replace(/\s+/g, '') ?? ''
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
}
