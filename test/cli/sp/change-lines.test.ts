import { expect } from 'chai'
import {
  AACHEN,
  OTHER_KEY,
  portalKey,
  portalMetadata,
  readDocument,
  SIGNING_KEY,
} from '../../operators/registry-world.js'
import type { ServiceMetadata } from '../../../src/domain/service.js'
import { cliWorld, documentOf } from '../cli-world.js'

const FILES = { 'aachen.xml': '<md:EntityDescriptor/>' }

/** A registered service, and what `sp import` says of other metadata that it gives. */
async function registered(metadata: Partial<ServiceMetadata> = {}) {
  const made = cliWorld({ files: FILES, document: readDocument({ [AACHEN]: portalMetadata(metadata) }) })
  const again = async (changes: Partial<ServiceMetadata>, ...options: readonly string[]) => {
    const { world } = await made.registry()
    world.document = readDocument({ [AACHEN]: portalMetadata(changes) })
    const run = await made.run(['sp', 'import', 'aachen.xml', '--json', ...options])
    return (documentOf(run) as { services: { changes: string[] }[] }).services[0]?.changes ?? []
  }
  const first = await again(metadata)
  return { ...made, again, first }
}

describe('the changes of a service in plain words', () => {
  it('say what becomes what, and what is added', async () => {
    const { again } = await registered()
    const changes = await again(
      {
        assertionConsumerServices: [
          { index: 0, isDefault: true, binding: 'post', location: 'https://neu.aachen.example/acs' },
        ],
        keys: [SIGNING_KEY, OTHER_KEY].map(portalKey),
        authnRequestsSigned: true,
      },
      '--dry-run',
      '--trust-level',
      'substantiell',
    )
    expect(changes).to.have.lengthOf(4)
    expect(changes[0]).to.equal('trustLevel: normal becomes substantiell')
    expect(changes[1]).to.equal(
      'answers are delivered to: https://portal.aachen.example/acs (post, index 0, default) becomes https://neu.aachen.example/acs (post, index 0, default)',
    )
    expect(changes[2]).to.match(/^key: adds signing, SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    expect(changes[3]).to.equal('signs its requests: no becomes yes')
  })

  it('say of a new one all that it has', async () => {
    const { first } = await registered()
    expect(first).to.include('active: yes')
    expect(first).to.include('answers are delivered to: https://portal.aachen.example/acs (post, index 0, default)')
    expect(first).to.include('asks for: familyName (required, index 0); email (optional, index 0)')
    expect(first.filter((line) => /^(displayName|weakAlgorithms|NameID format|valid until)/.test(line))).to.deep.equal(
      [],
    )
  })

  it('say that a service asks for encryption, also of a record from before that was kept', async () => {
    const { again } = await registered()
    expect(await again({ encryptionAnnounced: true })).to.deep.equal(['asks for encrypted assertions: adds yes'])
    expect(await again({ encryptionAnnounced: false })).to.deep.equal(['asks for encrypted assertions: yes becomes no'])
  })

  it('say of lists what is chosen, of an empty one that it is none, and of no exception nothing', async () => {
    const { run } = await registered()
    const set = async (...texts: readonly string[]) => (await run(['sp', 'set', AACHEN, ...texts])).out.split('\n')[1]
    expect(await set('requiredAttributes=')).to.equal('  requiredAttributes: adds none')
    expect(await set('requiredAttributes=email,phone')).to.equal('  requiredAttributes: none becomes email, phone')
    expect(await set('requiredAttributes=default')).to.equal('  requiredAttributes: drops email, phone')
    expect(await set('weakAlgorithms=')).to.equal('  unchanged: it was so already')
  })

  it('let no name of a stranger move the terminal', async () => {
    const { again } = await registered()
    expect(await again({ displayNames: { de: 'Amt\u202e\u001b[2J' } })).to.deep.equal([
      'name: Serviceportal Aachen (de) becomes Amt\uFFFD\uFFFD[2J (de)',
    ])
  })

  it('say that a disabled one is active again', async () => {
    const { run, again } = await registered()
    expect((await run(['sp', 'disable', AACHEN])).out).to.contain('  active: yes becomes no\n')
    expect(await again({})).to.deep.equal(['active: no becomes yes'])
  })
})
