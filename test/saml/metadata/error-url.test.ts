import { expect } from 'chai'
import { spMetadata } from '../../support/xml-metadata.js'
import { readText } from '../../support/xml-service.js'

const read = (errorURL: string) => {
  const { entities, refused } = readText(spMetadata({ roleAttributes: ` errorURL="${errorURL}"` }))
  expect(refused).to.deep.equal([])
  const [entity] = entities
  return [entity?.metadata.errorUrl, entity?.findings.map(({ rule }) => rule)]
}

describe('the errorURL of a portal', () => {
  it('is kept with its placeholders', () => {
    expect(read('https://sp.example/fehler?tid=ERRORURL_TID')).to.deep.equal([
      'https://sp.example/fehler?tid=ERRORURL_TID',
      [],
    ])
  })

  it('is left out with a finding where no page may lead there, and the portal is read all the same', () => {
    for (const errorURL of [
      'http://sp.example/fehler',
      'javascript:alert(1)',
      'https://a:b@sp.example/',
      '/fehler',
      'mailto:hilfe@sp.example',
      `https://sp.example/${'a'.repeat(2048)}`,
      '',
    ]) {
      expect(read(errorURL), errorURL.slice(0, 40)).to.deep.equal([undefined, ['metadata-link']])
    }
  })

  it('is nothing where the metadata have none', () => {
    const { entities } = readText(spMetadata())
    expect(entities[0]?.metadata).not.to.have.property('errorUrl')
  })
})
