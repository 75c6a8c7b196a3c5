import { startGenerator } from '../load/generator.js'
import { checkAnswer } from '../servers/check-answer.js'
import { portalKey } from '../servers/portals.js'
import { startSimpleSamlIdp } from '../servers/simplesamlphp-idp.js'
import type { Stores } from '../servers/stores.js'
import { sessionWalk } from '../walks/session.js'
import { simpleSamlSessionWalk } from '../walks/simplesamlphp-session.js'
import { BOTH_SIGNED } from './login-figures.js'
import { citizens, MOST_CONNECTIONS, openLoginWorld, PLAIN } from './login-world.js'
import { loginTable, measureRows, type LoginRow } from './login-rows.js'
import type { RunPart } from './part.js'

const CONNECTIONS = [1, 4, MOST_CONNECTIONS]

/** The broker and SimpleSAMLphp side by side, each with two workers, in turns. */
export const peer: RunPart = async (bench) => {
  bench.say('peer: SimpleSAMLphp by nginx and PHP-FPM with two workers, and the broker with two')
  const stores = await bench.stores()
  const everybody = citizens(MOST_CONNECTIONS)
  const world = await openLoginWorld(stores, { workers: 2, citizens: everybody, plain: [PLAIN], encrypted: [] })
  try {
    const ours = await world.load(sessionWalk.name, [PLAIN])
    const simple = await openPeer(stores)
    try {
      const rowsOf = (row: Pick<LoginRow, 'title' | 'generator' | 'warmUp'>, watched: LoginRow['window']['watched']) =>
        CONNECTIONS.map((connections) => ({
          ...row,
          window: { connections, cryptography: BOTH_SIGNED, watched },
          apart: 0,
        }))
      const { warmUp } = bench.options
      const measured = await measureRows(
        [
          ...rowsOf({ title: 'the broker, WORKERS=2', generator: ours, warmUp: warmUp * 2 }, world.watched),
          // PHP's code is compiled by the first requests, and stays as it is then.
          ...rowsOf(
            { title: 'SimpleSAMLphp, two workers', generator: simple.generator, warmUp: Math.ceil(warmUp / 10) },
            { ...world.watched, server: simple.pids },
          ),
        ],
        bench,
      )
      return [
        {
          title: 'SimpleSAMLphp as a peer',
          text:
            `${sessionWalk.title}, in turns on the same machine. SimpleSAMLphp 1.19 of Debian as identity provider ` +
            'behind nginx with two workers of PHP-FPM (opcache, sessions in Redis by the extension in C); it verifies ' +
            'the request and signs Response and assertion with RSA-3072 as the broker does. It keeps no audit in a ' +
            'database; PostgreSQL has nothing to do with it.',
          table: loginTable(measured),
        },
      ]
    } finally {
      await simple.close()
    }
  } finally {
    await world.close()
  }
}

async function openPeer(stores: Stores) {
  const key = portalKey()
  const everybody = citizens(MOST_CONNECTIONS)
  const idp = await startSimpleSamlIdp(stores, { portals: [PLAIN], key, citizens: everybody })
  const generator = startGenerator()
  const close = async (): Promise<void> => {
    await generator.stop()
    await idp.stop()
  }
  try {
    await generator.open({
      walk: simpleSamlSessionWalk.name,
      ssoUrl: idp.ssoUrl,
      services: [PLAIN],
      serviceKey: key.pem,
      citizens: everybody,
    })
    await checkAnswer(await generator.sample(), idp, PLAIN)
  } catch (error) {
    await close()
    throw error
  }
  return { generator, pids: idp.pids, close }
}
