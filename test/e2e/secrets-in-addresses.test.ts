import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { startBrokerProcess } from '../support/broker-process.js'

/** Stands for whatever an address may hold that is nobody else's. */
const SECRET = 'Geheim0Geheim1Geheim22'

describe('the log of a broker', () => {
  it('holds nothing of an address that has a secret in it, at its most talkative', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'servicekonto-log-'))
    const broker = await startBrokerProcess({ DATA_DIR: dataDir, LOG_LEVEL: 'debug' })
    const paths = [
      `/pass/login/${SECRET}`,
      `/pass/pair/${SECRET}`,
      `/api/v1/pass/pairings/${SECRET}`,
      `/api/v1/pass/challenges/${SECRET}`,
      `/login/${SECRET}`,
      `/login/x/eid/return?token=${SECRET}&ResultMajor=ok`,
      `/login/x/pass/return?token=${SECRET}`,
      `/methods/eid/x/${SECRET}?lang=de`,
      `/konto/geraete/koppeln/${SECRET}`,
      `/saml/sso?SAMLRequest=${SECRET}&RelayState=${SECRET}&Signature=${SECRET}`,
      `/nowhere/${SECRET}?also=${SECRET}`,
    ]
    for (const path of paths) await fetch(broker.url + path, { redirect: 'manual' })
    await fetch(`${broker.url}/api/v1/pass/challenges/${SECRET}/open`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jws: SECRET }),
    })
    await broker.end()
    expect(broker.count('request'), 'it does tell of requests').to.be.at.least(paths.length)
    expect(JSON.stringify(broker.log()) + broker.stderr()).not.to.contain(SECRET)
    rmSync(dataDir, { recursive: true, force: true })
  })
})
