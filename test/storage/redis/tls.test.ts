import { expect } from 'chai'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../support/free-port.js'
import { type RedisServer, startRedisServer } from '../../support/redis-server.js'
import { runToEnd } from '../../support/spawned.js'

const PING_ONCE = fileURLToPath(new URL('ping-once.ts', import.meta.url))

describe('Redis over TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'redis-tls-'))
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')]
  let redis: RedisServer
  let port: number
  before(async () => {
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate]
    await runToEnd('openssl', [...made, ...subject])
    port = await freePort()
    const tls = ['--tls-port', String(port), '--tls-cert-file', certificate, '--tls-key-file', key]
    redis = await startRedisServer([...tls, '--tls-auth-clients', 'no', '--tls-ca-cert-file', certificate])
  })
  after(async () => {
    await redis.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  const ping = (url: string, trusted: string | undefined) =>
    runToEnd(process.execPath, ['--import', 'tsx', PING_ONCE, url], {
      env: { NODE_EXTRA_CA_CERTS: trusted },
      allowed: [0, 1],
    })

  it('answers where its certificate is trusted and names it', async () => {
    expect((await ping(`rediss://localhost:${port}`, certificate)).code).to.equal(0)
  })

  it('is not used where nobody trusts its certificate', async () => {
    const { code, stderr } = await ping(`rediss://localhost:${port}`, undefined)
    expect(code).to.equal(1)
    expect(stderr).to.include('DEPTH_ZERO_SELF_SIGNED_CERT')
  })

  it('is not used where its certificate names another host', async () => {
    const { code, stderr } = await ping(`rediss://127.0.0.1:${port}`, certificate)
    expect(code).to.equal(1)
    expect(stderr).to.include('ERR_TLS_CERT_ALTNAME_INVALID')
  })

  it('is not taken for one without: rediss: to a plain port fails', async () => {
    expect((await ping(redis.url.replace('redis:', 'rediss:'), certificate)).code).to.equal(1)
  })
})
