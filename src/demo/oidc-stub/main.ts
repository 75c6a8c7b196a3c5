import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { startOidcStub } from './oidc-stub.js'

// The stand-in for an OpenID provider as a process of its own: `node main.js <issuer> <clients.json>`. It prints where it
// is, then `ready`.

const clients = z.array(
  z.object({
    client_id: z.string(),
    client_secret: z.string().exactOptional(),
    redirect_uris: z.array(z.string()),
    token_endpoint_auth_method: z.enum(['client_secret_basic', 'private_key_jwt']),
    jwks: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }).exactOptional(),
  }),
)

const run = async (issuer: string, path: string): Promise<void> => {
  const stub = await startOidcStub(issuer, clients.parse(JSON.parse(readFileSync(path, 'utf8'))))
  const stop = (): void => void stub.stop()
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.stdout.write(`provider ${stub.issuer}\nready\n`)
}

run(process.argv[2] ?? '', process.argv[3] ?? '').catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
