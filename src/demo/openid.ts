import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answers } from './answers.js'
import type { ChildProcesses } from './child-processes.js'
import type { DemoSettings } from './demo-settings.js'

/** The method at the broker of the demo, and part of the addresses there. */
const NAME = 'konto-nord'
const CLIENT_ID = 'servicekonto-der-demo'

/** A real OpenID provider with invented people, which is a way to log in at the broker of the demo. */
export function createOpenIdProvider(processes: ChildProcesses, { openid, broker }: DemoSettings, folder: string) {
  const [clientsFile, secretFile] = [join(folder, 'oidc-clients.json'), join(folder, 'oidc-client.secret')]
  return {
    /** Starts it; it knows the broker as its one client, by a secret of this run. */
    async start(): Promise<void> {
      const secret = randomBytes(24).toString('base64url')
      const client = {
        client_id: CLIENT_ID,
        client_secret: secret,
        redirect_uris: [`${broker.publicUrl}/oidc/upstream/${NAME}/callback`],
        token_endpoint_auth_method: 'client_secret_basic',
      }
      writeFileSync(secretFile, `${secret}\n`, { mode: 0o600 })
      writeFileSync(clientsFile, JSON.stringify([client]), { mode: 0o600 })
      processes.start({ name: NAME, script: 'demo/oidc-stub/main.js', args: [openid.url, clientsFile] })
      // By address, for resolvers that do not know `*.localhost`.
      await answers(`http://127.0.0.1:${openid.port}/.well-known/openid-configuration`)
    },
    /** Makes it a way to log in at the broker. */
    async connect(): Promise<void> {
      const client = ['--client-id', CLIENT_ID, '--client-secret-file', secretFile]
      const upstream = (what: string, ...args: readonly string[]): Promise<void> =>
        processes.run({
          name: `upstream ${what} ${NAME}`,
          script: 'cli/servicekonto.js',
          args: ['upstream', what, ...args],
        })
      await upstream('import', openid.url, '--name', NAME, '--dialect', 'oidc', ...client)
      await upstream('set', NAME, 'maxLevel=substantiell', 'methodName=Konto Nord')
    },
  }
}
