import { createPasswordHasher } from '../../../src/crypto/password-hash.js'
import { passwordModule } from '../../../src/methods/password/module.js'
import { loadConfig } from '../../../src/compose/load-config.js'
import { cpuOf } from '../measure/raw-cryptography.js'
import { eidWalk } from '../walks/eid.js'
import { passWalk } from '../walks/pass.js'
import { passwordWalk } from '../walks/password.js'
import { sessionWalk } from '../walks/session.js'
import { BOTH_SIGNED } from './login-figures.js'
import {
  ASKING,
  BY_CARD,
  citizens,
  ENCRYPTED,
  MOST_CONNECTIONS,
  openLoginWorld,
  PLAIN,
  type LoginWorld,
} from './login-world.js'
import { loginTable, measureRows, type LoginRow } from './login-rows.js'
import type { Bench, Chapter, RunPart } from './part.js'

const CONNECTIONS = [1, 4, MOST_CONNECTIONS]
const WORKERS = [1, 2]
/** A method that is not the session or the password is measured where the machine is busy and nobody queues. */
const SOME_CONNECTIONS = 4
const AND_ENCRYPTED = { ...BOTH_SIGNED, encryption: 1 }
/** useID and getResult: a message of ours signed, and one of the eID server verified, for each. */
const CARD_READ = { ...BOTH_SIGNED, signature: 4, verification: 3 }
/** Two messages of the phone; the PIN's digest comes encrypted to a key of this login. */
const PHONE_ANSWERED = { ...BOTH_SIGNED, ecVerification: 2, ecAgreement: 1 }

/** Whole logins over HTTP, by one process of the broker and by two. */
export const logins: RunPart = async (bench) => {
  const argon2 = await argon2Cost()
  const chapters: Chapter[] = []
  for (const workers of WORKERS) {
    bench.say(`logins: WORKERS=${workers}`)
    const everybody = citizens(MOST_CONNECTIONS)
    const options = { workers, citizens: everybody, plain: [PLAIN, ASKING, BY_CARD], encrypted: [ENCRYPTED], eid: true }
    const world = await openLoginWorld(await bench.stores(), options)
    try {
      chapters.push(await chapterOf(world, workers, argon2, bench))
    } finally {
      await world.close()
    }
  }
  return chapters
}

async function chapterOf(world: LoginWorld, workers: number, argon2: number, bench: Bench): Promise<Chapter> {
  const session = await world.load(sessionWalk.name, [PLAIN])
  const password = await world.load(passwordWalk.name, [ASKING])
  const encrypted = await world.load(sessionWalk.name, [ENCRYPTED])
  const card = await world.load(eidWalk.name, [BY_CARD])
  const phone = await world.load(passWalk.name, [ASKING])
  const { watched } = world
  const warmUp = bench.options.warmUp * workers
  const rows: LoginRow[] = [
    ...CONNECTIONS.map((connections) => ({
      title: sessionWalk.title,
      generator: session,
      window: { connections, cryptography: BOTH_SIGNED, watched },
      warmUp,
      apart: 0,
    })),
    {
      title: `${sessionWalk.title}, encrypted`,
      generator: encrypted,
      window: { connections: 4, cryptography: AND_ENCRYPTED, watched },
      warmUp: Math.ceil(warmUp / 4),
      apart: 0,
    },
    ...CONNECTIONS.map((connections) => ({
      title: passwordWalk.title,
      generator: password,
      window: { connections, cryptography: BOTH_SIGNED, watched },
      warmUp: Math.ceil(warmUp / passwordWalk.requests),
      apart: argon2,
    })),
    {
      title: eidWalk.title,
      generator: card,
      window: { connections: SOME_CONNECTIONS, cryptography: CARD_READ, watched },
      warmUp: Math.ceil(warmUp / eidWalk.requests),
      apart: 0,
    },
    {
      title: passWalk.title,
      generator: phone,
      window: { connections: SOME_CONNECTIONS, cryptography: PHONE_ANSWERED, watched },
      warmUp: Math.ceil(warmUp / passWalk.requests),
      apart: 0,
    },
  ]
  return {
    title: `Logins, WORKERS=${workers}`,
    text:
      'A portal sends a signed AuthnRequest by HTTP-Redirect (RSA-3072); the answer is signed in both places ' +
      '(RSA-3072) and was checked by node-saml before. *CPU ms*: of the broker, all its processes. *× raw crypto*: ' +
      'that, without argon2, to the bare signatures, verification and encryption of the login, measured before and ' +
      'after each window. The last four columns are shares of the whole machine.',
    table: loginTable(await measureRows(rows, bench)),
  }
}

/** Processor time of one password's hash as shipped. */
async function argon2Cost(): Promise<number> {
  const { argon2 } = passwordModule.settingsOf(loadConfig({}).settings.methods)
  const hasher = createPasswordHasher(argon2)
  const phc = await hasher.hash('Vier-Fische-im-Regen')
  return cpuOf(1000, () => hasher.verify(phc, 'Vier-Fische-im-Regen'))
}
