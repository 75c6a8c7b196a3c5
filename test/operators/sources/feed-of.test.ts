import { expect } from 'chai'
import { feedOf } from '../../../src/operators/sources/register-source.js'

const URL = 'https://metadaten.example/alle.xml'

describe('the feed of an import', () => {
  it('is the address that it came from, where a signer vouches for what comes later', () => {
    expect(feedOf(URL, 'PEM', false)?.source).to.include({ feeds: 'services', url: URL })
    expect(feedOf(URL, null, false)).to.equal(null)
    expect(feedOf('portal.xml', 'PEM', false)).to.equal(null)
  })

  it('is none where changes need a second person, who could not see what comes later', () => {
    expect(feedOf(URL, 'PEM', true)).to.equal(null)
  })
})
