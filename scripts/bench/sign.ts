/**
 * What an answer costs above its signatures: `messages.success` (build, digest, sign, encrypt) against the bare
 * signature with the same key, in one process. Told is processor time (all threads), which busy neighbours falsify
 * least. Contestants take turns in every round; ratios are formed inside a round, medians are told.
 *
 *     npx tsx scripts/bench/sign.ts [rounds] [answers per round]
 */
import { sign } from 'node:crypto'
import type { AttributeName } from '../../src/domain/identity.js'
import { ATTRIBUTE_NAMES } from '../../src/domain/identity.js'
import { loginResult, plainLogin, samlBroker } from '../../test/support/saml-broker.js'
import { testKey, testSigner, testSigningKeys } from '../../test/support/saml-keys.js'
import { partnerKey, testService, type ServiceDraft } from '../../test/support/saml-service.js'

const rounds = Number(process.argv[2] ?? 15)
const perRound = Number(process.argv[3] ?? 60)

const signer = testSigner('broker')
const { privateKey } = testKey('broker')
const octets = Buffer.alloc(600, 'x')
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'

const values = Object.fromEntries(ATTRIBUTE_NAMES.map((name) => [name, `Jörg & Söhne ${name}`])) as Record<
  AttributeName,
  string
>

function answers(draft: ServiceDraft): () => Promise<unknown> {
  const broker = samlBroker({ services: [testService(draft)], keys: testSigningKeys(signer) })
  const login = plainLogin(broker)
  const result = loginResult(values)
  return () => broker.messages.success(login, result)
}

interface Contestant {
  readonly name: string
  /** How many signatures it makes; its ratio is to as many bare ones. */
  readonly signatures: number
  run(): unknown
}

const encryptionKeys = [partnerKey('service'), partnerKey('serviceEncryption', 'encryption')]
const BARE = 'bare signature, thread pool'
const contestants: readonly Contestant[] = [
  { name: BARE, signatures: 1, run: () => signer.sign(RSA_SHA256, octets) },
  { name: 'bare signature, synchronous', signatures: 1, run: () => sign('sha256', octets, privateKey) },
  { name: 'assertion signed', signatures: 1, run: answers({ settings: { sign: 'assertion' } }) },
  { name: 'Response and assertion signed', signatures: 2, run: answers({}) },
  { name: 'both signed, assertion encrypted', signatures: 2, run: answers({ metadata: { keys: encryptionKeys } }) },
]

/** Processor time of one run, in milliseconds. */
async function cost(contestant: Contestant, times: number): Promise<number> {
  const start = process.cpuUsage()
  for (let count = 0; count < times; count++) await contestant.run()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000 / times
}

const median = (figures: readonly number[]): number =>
  [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? NaN

const times = new Map(contestants.map(({ name }) => [name, [] as number[]]))
// Long enough for the compiler to be done with the hot path.
for (const each of contestants) await cost(each, 1000)
for (let round = 0; round < rounds; round++) {
  for (const each of contestants) times.get(each.name)?.push(await cost(each, perRound))
}

const bare = times.get(BARE) ?? []
process.stdout.write(
  `RSA-3072, Node ${process.version}, ${rounds} rounds of ${perRound}, ${ATTRIBUTE_NAMES.length} attributes\n`,
)
for (const { name, signatures } of contestants) {
  const own = times.get(name) ?? []
  const ratio = median(own.map((time, round) => time / (signatures * (bare[round] ?? NaN))))
  process.stdout.write(`${name.padEnd(34)} ${median(own).toFixed(3)} ms  ${ratio.toFixed(3)} x ${signatures} bare\n`)
}
