import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answers } from './answers.js'
import type { ChildProcesses, Program } from './child-processes.js'
import type { DemoSettings } from './demo-settings.js'

/** The method at the broker of the demo, and part of the addresses there. */
const NAME = 'nachbarland'

/** What citizens read, on its pages and where it is a way to log in. */
const TITLE = 'Nutzerkonto Nachbarland'

/** Who has an account at the neighbour alone; invented. */
export const NEIGHBOUR_CITIZEN = { username: 'mia.lindner', password: 'Kirschen-im-Handschuh' } as const

const OPTIONS = [
  ...['--given-name', 'Mia', '--family-name', 'Lindner', '--birth-date', '1991-05-17'],
  ...['--street', 'Am Bahnhof 3', '--postal-code', '99084', '--locality', 'Erfurt', '--country', 'DE'],
  ...['--email', 'mia.lindner@post.example'],
]

/** What the neighbour releases to the broker: what the portals of the demo ask for. */
const RELEASES = [
  ...['--set', 'requiredAttributes=givenName,familyName'],
  ...['--set', 'optionalAttributes=birthDate,street,postalCode,locality,country,email'],
]

const SETTINGS = { site: { name: TITLE }, metadata: { displayName: { de: TITLE, en: TITLE } } }

/**
 * Another broker of this kind with a store of its own, which is the other account of the demo: each knows the other by
 * its metadata, as two houses would.
 */
export function createNeighbour(processes: ChildProcesses, { neighbour, broker }: DemoSettings, folder: string) {
  const data = join(folder, NAME)
  const environment = {
    PORT: String(neighbour.port),
    HOST: '127.0.0.1',
    PUBLIC_URL: neighbour.url,
    DATA_DIR: data,
    CONFIG_FILE: join(data, 'config.json'),
  }
  const atNeighbour = (name: string, ...args: readonly string[]): Program => ({
    name,
    script: 'cli/servicekonto.js',
    args,
    environment,
  })
  return {
    /** Starts it, and makes its citizen. */
    async start(): Promise<void> {
      mkdirSync(data, { recursive: true })
      writeFileSync(environment.CONFIG_FILE, JSON.stringify(SETTINGS))
      processes.start(atNeighbour(NAME, 'serve'))
      // By address, for resolvers that do not know `*.localhost`.
      await answers(`http://127.0.0.1:${neighbour.port}/health/ready`)
      const { username, password } = NEIGHBOUR_CITIZEN
      const create = atNeighbour(`account create ${username}`, 'account', 'create', '--username', username, ...OPTIONS)
      await processes.run({ ...create, input: password })
    },
    /** Makes it a way to log in at the broker, which both have to know. */
    async connect(mayExist: boolean): Promise<void> {
      const options = ['--name', NAME, '--max-level', 'normal']
      const importing = processes.run({
        name: `upstream import ${NAME}`,
        script: 'cli/servicekonto.js',
        args: ['upstream', 'import', `${neighbour.url}/saml/metadata`, ...options],
      })
      // A DATA_DIR of an earlier run knows a neighbour of the same name with other keys.
      await (mayExist ? importing.catch(() => undefined) : importing)
      const own = `${broker.publicUrl}/saml/upstream/${NAME}/metadata`
      await answers(own)
      const named = ['--name', 'Servicekonto der Demo']
      await processes.run(atNeighbour(`sp import ${own}`, 'sp', 'import', own, ...named, ...RELEASES))
    },
  }
}
