import { expect } from 'chai'
import { testKey } from '../../support/xml-keys.js'
import { acs, aggregate, keyDescriptor, spMetadata, type SpRecipe } from '../../support/xml-metadata.js'
import { readText } from '../../support/xml-service.js'

const CERTIFICATE = testKey().certificate

/** One fault each, of what the schema refuses, and of what is refused before it and after it. */
const FAULTS: readonly SpRecipe[] = [
  { attributes: ' entityId="x"' },
  { attributes: ' validUntil="tomorrow"' },
  { attributes: ' validUntil="2020-01-01T00:00:00Z"' },
  { consumers: '' },
  { consumers: acs(1, 'http://sp.example/acs') },
  { consumers: acs(1, 'https://sp.example/acs').replace('index="1"', 'index="first"') },
  { keys: '<md:KeyDescriptor use="signing"/>' },
  { keys: keyDescriptor('AAAA') },
  { keys: keyDescriptor(CERTIFICATE).replaceAll('ds:KeyInfo', 'ds:KeyInf') },
  { roleAttributes: ' AuthnRequestsSigned="true"' },
  { formats: '<md:NameIDFormat><b/></md:NameIDFormat>' },
  { attributeServices: '<md:AttributeConsumingService index="0"/>' },
]

const good = (number: number): string =>
  spMetadata({ entityId: `https://sp-${number}.example/metadata`, keys: keyDescriptor(CERTIFICATE) })

const faulty = (recipe: SpRecipe, number: number): string =>
  spMetadata({ ...recipe, entityId: `https://faulty-${number}.example/metadata` })

describe('an aggregate of many services', () => {
  it('has each read and refused as if it came alone, wherever in the file it stands', () => {
    const members = Array.from({ length: 260 }, (_none, at) => {
      // The first hundred are faultless, as most aggregates are.
      const fault = at < 100 || at % 11 !== 0 ? undefined : FAULTS[((at - 110) / 11) % FAULTS.length]
      return fault ? faulty(fault, at) : good(at)
    })
    const alone = members.map((each) => readText(aggregate(each)))
    const { entities, refused } = readText(aggregate(members.join('')))
    expect(entities).to.deep.equal(alone.flatMap((each) => each.entities))
    const withoutLine = (all: typeof refused) =>
      all.map((each) => ({ ...each, message: each.message.replace(/line \d+/, 'line') }))
    expect(withoutLine(refused)).to.deep.equal(withoutLine(alone.flatMap((each) => each.refused)))
    expect(new Set(refused.map(({ rule }) => rule)).size).to.be.at.least(5)
    expect(refused).to.have.length(FAULTS.length + 2)
  })

  it('has a fault in the schema told with the line that it has in the file', () => {
    const members = [
      ...Array.from({ length: 70 }, (_none, at) => good(at)),
      faulty({ attributes: ' entityId="x"' }, 70),
    ]
    const { refused } = readText(aggregate(members.join('\n')))
    expect(refused.map(({ message }) => message)).to.have.length(1)
    expect(refused[0]?.message).to.match(/^https:\/\/faulty-70\.example\/metadata: .*line 281: .*entityId/)
  })
})
