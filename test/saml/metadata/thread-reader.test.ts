import { Worker } from 'node:worker_threads'
import { expect } from 'chai'
import { OperatorError } from '../../../src/domain/operator-error.js'
import { NEXT, type ReadingPart } from '../../../src/saml/metadata/reading-parts.js'
import { readServiceMetadata, type ReadingOptions } from '../../../src/saml/metadata/service-metadata.js'
import { createThreadReader, startReading } from '../../../src/saml/metadata/thread-reader.js'
import { rejectionOf } from '../../contracts/harness.js'
import { heldReading } from '../../support/held-reading.js'
import { acs, aggregate, keyDescriptor, spMetadata } from '../../support/xml-metadata.js'
import { testKey } from '../../support/xml-keys.js'
import { BROKER, NOW } from '../../support/xml-service.js'

const OPTIONS: ReadingOptions = { signer: null, now: NOW, ownEntityId: BROKER, allowHttpLoopback: false }
const { certificate } = testKey('RSA-3072')

const portal = (name: string): string =>
  spMetadata({
    entityId: `https://${name}.example/saml`,
    consumers: acs(0, `https://${name}.example/acs`),
    keys: keyDescriptor(certificate),
  })

/** So many portals, the broker itself, which is refused, and one with a finding. */
const federation = (count: number): Uint8Array => {
  const names = Array.from({ length: count }, (_, index) => `portal${index}`)
  return Buffer.from(aggregate(names.map(portal).join('') + spMetadata({ entityId: BROKER })))
}

/** So many that no service can be registered as. */
const refusedOnes = (count: number): string =>
  Array.from({ length: count }, (_, index) => `<md:EntityDescriptor entityID="https://x${index}.example"/>`).join('')

/** How many refused members without words the thread puts into one message at most. */
async function largestMessage(file: Uint8Array): Promise<number> {
  const thread = startReading()
  let most = 0
  await new Promise<void>((resolve) => {
    thread.on('message', (part: ReadingPart) => {
      if (part.kind === 'end') return resolve()
      if (part.kind === 'untold') most = Math.max(most, part.refused.length)
      thread.postMessage(NEXT)
    })
    thread.postMessage({ file, options: OPTIONS })
  })
  await thread.terminate()
  return most
}

const ruleOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await rejectionOf(work)
  expect(error).to.be.instanceOf(OperatorError)
  return error instanceof OperatorError ? error.rule : ''
}

describe('metadata that are read in a thread', () => {
  it('are the same as those that are read at once: entities in their order, refusals, fingerprints', async () => {
    const file = federation(130)
    const read = await createThreadReader()(file, OPTIONS)
    expect(read).to.deep.equal(readServiceMetadata(file, OPTIONS))
    expect([read.entities.length, read.refused.length]).to.deep.equal([130, 1])
    expect(file.length, 'what is read stays whole').to.be.greaterThan(100_000)
  })

  it('are refused by the same rules, in the same words', async () => {
    const file = Buffer.from('<a/>')
    const refused = await rejectionOf(createThreadReader()(file, OPTIONS))
    const atOnce = await rejectionOf(Promise.resolve().then(() => readServiceMetadata(file, OPTIONS)))
    expect(refused).to.be.instanceOf(OperatorError)
    expect(refused).to.deep.include({ rule: (atOnce as OperatorError).rule, message: (atOnce as Error).message })
    const unsigned = createThreadReader()(federation(2), { ...OPTIONS, signer: testKey('EC-P-256').pem })
    expect(await ruleOf(unsigned)).to.equal('metadata-signature-missing')
  })

  it('are given up where that takes too long', async () => {
    const held = heldReading()
    const read = createThreadReader(held.start, 50)
    const [first, second] = [read(federation(2), OPTIONS), read(federation(2), OPTIONS)]
    expect(await ruleOf(first)).to.equal('metadata-read-time')
    expect(await ruleOf(second), 'it has its own time').to.equal('metadata-read-time')
    expect(held.begun(), 'each thread is ended before the next one starts').to.be.at.most(2)
  })

  it('are given up where that takes more memory than a thread may have', async () => {
    const read = createThreadReader(() => startReading(4))
    expect(await ruleOf(read(federation(400), OPTIONS))).to.equal('metadata-read-memory')
  })

  it('are given up where the thread dies', async () => {
    let threads = 0
    const read = createThreadReader(() => {
      threads += 1
      return threads === 1 ? new Worker('process.exit(7)', { eval: true }) : startReading()
    })
    expect(await ruleOf(read(federation(2), OPTIONS))).to.equal('metadata-read-failed')
    expect((await read(federation(2), OPTIONS)).entities, 'the next file has a thread of its own').to.have.length(2)
    const faulty = createThreadReader(() => new Worker('throw new Error("no disk")', { eval: true }))
    expect(String(await rejectionOf(faulty(federation(2), OPTIONS)))).to.include('no disk')
  })

  it('tell of a hundred why they are refused, and of the others by which rule', async () => {
    const file = Buffer.from(aggregate(spMetadata({ entityId: BROKER }) + refusedOnes(2_250)))
    const atOnce = readServiceMetadata(file, OPTIONS).refused
    const { entities, refused, untold } = await createThreadReader()(file, OPTIONS)
    expect([entities.length, atOnce.length]).to.deep.equal([0, 2_251])
    expect(refused).to.deep.equal(atOnce.slice(0, 100))
    expect(untold).to.deep.equal(atOnce.slice(100).map(({ entityId, rule }) => ({ entityId, rule })))
    expect(await largestMessage(file), 'in one message').to.be.at.most(1_000)
  })

  it('are refused where enough of them wait already, and read again later', async () => {
    const held = heldReading()
    const read = createThreadReader(held.start)
    const taken = [1, 2, 3, 4].map((count) => read(federation(count), OPTIONS))
    expect(await ruleOf(read(federation(5), OPTIONS))).to.equal('metadata-read-busy')
    held.release()
    expect((await Promise.all(taken)).map(({ entities }) => entities.length)).to.deep.equal([1, 2, 3, 4])
    expect((await read(federation(5), OPTIONS)).entities).to.have.length(5)
  })

  it('are read one after the other', async () => {
    const held = heldReading()
    const read = createThreadReader(held.start)
    const both = [read(federation(1), OPTIONS), read(federation(2), OPTIONS)]
    while (held.begun() === 0) await new Promise((resolve) => setTimeout(resolve, 2))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(held.begun()).to.equal(1)
    held.release()
    const [one, two] = await Promise.all(both)
    expect([one?.entities.length, two?.entities.length, held.begun()]).to.deep.equal([1, 2, 2])
  })
})
