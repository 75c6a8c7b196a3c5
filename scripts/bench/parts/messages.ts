import { sign, verify } from 'node:crypto'
import { ECDSA_SHA256, RSA_SHA256 } from '../../../src/crypto/signature-algorithms.js'
import { ATTRIBUTE_NAMES } from '../../../src/domain/identity.js'
import { loginResult, plainLogin, samlBroker } from '../../../test/support/saml-broker.js'
import { testKey, testSigner, testSigningKeys } from '../../../test/support/saml-keys.js'
import { serviceKey, testService, type ServiceDraft } from '../../../test/support/saml-service.js'
import { median } from '../measure/statistics.js'
import { openHsmSigners } from './hsm-signers.js'
import { LOGOUT_SERVICES, logoutContestants } from './logout-messages.js'
import { samlifyAnswers } from './samlify-answer.js'
import type { Bench, RunPart } from './part.js'

interface Contestant {
  readonly name: string
  /** How many signatures it makes: its ratio is to as many bare ones. */
  readonly signatures: number
  readonly run: () => unknown
}

const BARE = 'bare signature (thread pool)'
const BOTH_SIGNED = 'ours: Response and assertion signed'
const octets = Buffer.alloc(600, 'x')
const values = Object.fromEntries(ATTRIBUTE_NAMES.map((name) => [name, `Jörg & Söhne ${name}`]))

/** A service whose metadata name ECDSA first; the broker has a key of each kind. */
const BY_CURVE: ServiceDraft = { metadata: { signingMethods: [ECDSA_SHA256, RSA_SHA256] } }

/** Our answers, as `messages.success` makes them: build, digest, sign, encrypt. */
function answers(draft: ServiceDraft): () => Promise<unknown> {
  const broker = samlBroker({
    services: [testService(draft)],
    keys: testSigningKeys(testSigner('broker'), testSigner('brokerEc')),
  })
  const login = plainLogin(broker)
  const result = loginResult(values)
  return () => broker.messages.success(login, result)
}

function contestants(): readonly Contestant[] {
  const signer = testSigner('broker')
  const ecSigner = testSigner('brokerEc')
  const { privateKey, publicKey } = testKey('broker')
  const signature = sign('sha256', octets, privateKey)
  const encrypted = { keys: [serviceKey('service'), serviceKey('serviceEncryption', 'encryption')] }
  const logout = logoutContestants()
  const samlify = samlifyAnswers(testKey('broker'), testKey('serviceEncryption'), values)
  return [
    { name: BARE, signatures: 1, run: () => signer.sign(RSA_SHA256, octets) },
    { name: 'bare verification', signatures: 1, run: () => verify('sha256', octets, publicKey, signature) },
    { name: 'ours: assertion signed', signatures: 1, run: answers({ settings: { sign: 'assertion' } }) },
    { name: BOTH_SIGNED, signatures: 2, run: answers({}) },
    { name: 'ours: both signed, assertion encrypted', signatures: 2, run: answers({ metadata: encrypted }) },
    { name: 'bare signature, ECDSA P-256', signatures: 1, run: () => ecSigner.sign(ECDSA_SHA256, octets) },
    { name: 'ours: Response and assertion signed, ECDSA P-256', signatures: 2, run: answers(BY_CURVE) },
    {
      name: `ours: logout of a session with ${LOGOUT_SERVICES} services, all by SOAP, answers verified`,
      signatures: LOGOUT_SERVICES,
      run: logout.bySoap,
    },
    {
      name: 'ours: one service of a logout through the browser, answer verified',
      signatures: 1,
      run: logout.byBrowser,
    },
    { name: 'samlify: assertion signed', signatures: 1, run: samlify.assertionSigned },
    { name: 'samlify: Response and assertion signed', signatures: 2, run: samlify.bothSigned },
    { name: 'samlify: both signed, assertion encrypted', signatures: 2, run: samlify.encrypted },
  ]
}

/**
 * Contestants take turns in every round; ratios are formed inside a round, medians are told. Processor time of all
 * threads: busy neighbours falsify it least.
 */
async function measured(all: readonly Contestant[], { options, say }: Bench): Promise<readonly MeasuredAnswer[]> {
  const [rounds, perRound] = [options.rounds * 5, Math.ceil(options.seconds * 10)]
  say(`messages: ${rounds} rounds`)
  const times = new Map(all.map(({ name }) => [name, [] as number[]]))
  // Until the compiler is done with the way: before that, what is not a signature costs twice as much and more.
  const before = Math.ceil(options.warmUp / 3)
  for (const each of all) await cost(each, before)
  for (let round = 0; round < rounds; round++) {
    for (const each of all) times.get(each.name)?.push(await cost(each, perRound))
  }
  const bare = times.get(BARE) ?? []
  return all.map(({ name, signatures }) => {
    const own = times.get(name) ?? []
    const ratio = median(own.map((time, round) => time / (signatures * (bare[round] ?? NaN))))
    return { name, signatures, cpu: median(own), ratio }
  })
}

interface MeasuredAnswer {
  readonly name: string
  readonly signatures: number
  readonly cpu: number
  readonly ratio: number
}

/** What building and signing an answer in both places costs, to two bare signatures. */
export async function bothSignedRatio(bench: Bench): Promise<number> {
  const needed = [BARE, BOTH_SIGNED]
  const all = await measured(
    contestants().filter(({ name }) => needed.includes(name)),
    bench,
  )
  return all.find(({ name }) => name === BOTH_SIGNED)?.ratio ?? NaN
}

export const messages: RunPart = async (bench) => {
  const hsm = await openHsmSigners()
  const inHsm: readonly Contestant[] = [
    { name: 'bare signature, SoftHSM2', signatures: 1, run: () => hsm.rsa.sign(RSA_SHA256, octets) },
    { name: 'bare signature, SoftHSM2, ECDSA P-256', signatures: 1, run: () => hsm.ec.sign(ECDSA_SHA256, octets) },
  ]
  const all = await measured([...contestants(), ...inHsm], bench).finally(() => hsm.close())
  const rows = all.map(({ name, signatures, cpu, ratio }) => [
    name,
    cpu.toFixed(3),
    `${ratio.toFixed(3)} × ${signatures}`,
  ])
  return [
    {
      title: 'Answers',
      text:
        `Processor time of one answer with ${ATTRIBUTE_NAMES.length} attributes in one process, key RSA-3072 unless another ` +
        'is named, and its ratio to as many bare signatures with RSA-3072 in the same round; the median of the rounds.',
      table: { headings: ['what', 'CPU ms', '× bare signatures'], rows },
    },
  ]
}

/** Processor time of one run, in milliseconds. */
async function cost({ run }: Contestant, times: number): Promise<number> {
  const start = process.cpuUsage()
  for (let count = 0; count < times; count++) await run()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000 / times
}
