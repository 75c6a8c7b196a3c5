import { expect } from 'chai'
import { acs, slo, type SpRecipe } from '../../support/xml-metadata.js'
import { read, refusedBy, rulesOf } from '../../support/xml-service.js'

describe('endpoints of a partner', () => {
  const withAcs = (location: string): SpRecipe => ({ consumers: acs(1, location) })

  for (const location of [
    'http://sp.example/acs',
    'http://127.0.0.1.example/acs',
    'ftp://sp.example/acs',
    'javascript:alert(1)',
    'data:text/html,x',
    '/acs',
    'https:///acs',
    'https://',
    'https://user@sp.example/acs',
    'https://user:word@sp.example/acs',
    'https://@sp.example/acs',
    'https://sp.example/acs#top',
    'https://sp.example/acs#',
    'https://sp.example\\@evil.example/acs',
    'https://sp.example/ö',
    'https://sp.example/a&#9;b',
    '',
  ]) {
    it(`are left out at ${JSON.stringify(location)}, and refuse a service that has no other`, () => {
      expect(refusedBy(withAcs(location), { allowHttpLoopback: true })).to.equal('metadata-endpoint')
      const beside = {
        consumers: acs(1, 'https://sp.example/acs') + acs(2, location),
        logout: slo('HTTP-POST', location) + slo('HTTP-Redirect', 'https://sp.example/slo'),
      }
      const entity = read(beside, { allowHttpLoopback: true })
      expect(entity.metadata.assertionConsumerServices.map(({ index }) => index)).to.deep.equal([1])
      expect(entity.metadata.singleLogoutServices.map(({ binding }) => binding)).to.deep.equal(['redirect'])
      expect(rulesOf(entity)).to.deep.equal(['metadata-endpoint', 'metadata-endpoint'])
      expect(entity.findings[0]).to.include({ severity: 'warning' })
      const place = { element: 'AssertionConsumerService', which: '2', fallback: null }
      expect(entity.findings[0]?.data).to.include(place)
    })
  }

  for (const location of [
    'http://localhost:3001/acs',
    'http://aachen.localhost/acs',
    'http://127.0.0.2/acs',
    'http://[::1]:80/acs',
  ]) {
    it(`are taken at ${location} only where loopback is allowed`, () => {
      expect(refusedBy(withAcs(location))).to.equal('metadata-endpoint')
      const { metadata } = read(withAcs(location), { allowHttpLoopback: true })
      expect(metadata.assertionConsumerServices[0]?.location).to.equal(location)
    })
  }

  it('are kept exactly as written', () => {
    const location = 'HTTPS://SP.example:443/acs/../%61?x=1&amp;y=2'
    expect(read(withAcs(location)).metadata.assertionConsumerServices[0]?.location).to.equal(
      location.replace('&amp;', '&'),
    )
  })

  it('for answers need HTTP-POST or HTTP-Artifact', () => {
    const alone = read({ consumers: acs(1, 'https://sp.example/a', '', 'HTTP-Artifact') })
    expect(alone.metadata.assertionConsumerServices).to.deep.equal([
      { index: 1, isDefault: true, binding: 'artifact', location: 'https://sp.example/a' },
    ])
    expect(rulesOf(alone)).to.deep.equal([])
    expect(refusedBy({ consumers: acs(1, 'http://sp.example/a', '', 'HTTP-Artifact') })).to.equal('metadata-endpoint')
    expect(refusedBy({ consumers: acs(1, 'https://sp.example/a', '', 'HTTP-Redirect') })).to.equal(
      'metadata-no-endpoint',
    )
  })

  it('that no one speaks are left out, whatever their address', () => {
    const paos = acs(2, 'http://sp.example/ecp', '', 'PAOS')
    expect(
      read({ consumers: acs(1, 'https://sp.example/acs') + paos }).metadata.assertionConsumerServices,
    ).to.have.length(1)
  })

  it('with the same index twice are refused, also where one of them is not used', () => {
    const twice = (other: string) => acs(1, 'https://sp.example/a') + acs(1, other)
    expect(refusedBy({ consumers: twice('https://sp.example/b') })).to.equal('metadata-index')
    expect(refusedBy({ consumers: twice('http://sp.example/b') })).to.equal('metadata-index')
  })

  it('of a binding that nobody knows are left out and told', () => {
    const odd = (element: string) => element.replace('HTTP-POST', 'HTTP-Pigeon')
    const entity = read({
      consumers: odd(acs(0, 'https://sp.example/a', ' isDefault="true"')) + acs(1, 'https://sp.example/b'),
      logout: `${odd(slo('HTTP-POST', 'https://sp.example/slo'))}<md:SingleLogoutService/>`,
    })
    expect(entity.metadata.assertionConsumerServices).to.deep.equal([
      { index: 1, isDefault: true, binding: 'post', location: 'https://sp.example/b' },
    ])
    expect(entity.metadata.singleLogoutServices).to.deep.equal([])
    expect(rulesOf(entity)).to.deep.equal(['metadata-binding', 'metadata-binding', 'metadata-binding'])
    const redirected = read({
      consumers: acs(0, 'https://sp.example/a', '', 'HTTP-Redirect') + acs(1, 'https://sp.example/b'),
    })
    expect(rulesOf(redirected)).to.deep.equal(['metadata-binding'])
  })

  it('that were the default hand it on, and the finding says to which', () => {
    const consumers =
      acs(0, 'http://sp.example/old', ' isDefault="true"') +
      acs(1, 'https://sp.example/no', ' isDefault="false"') +
      acs(2, 'https://sp.example/yes')
    const entity = read({ consumers })
    const services = entity.metadata.assertionConsumerServices
    expect(services.map(({ index, isDefault }) => [index, isDefault])).to.deep.equal([
      [1, false],
      [2, true],
    ])
    expect(entity.findings[0]?.data).to.include({ which: '0', fallback: 2, fault: 'https' })
  })

  const defaults: readonly (readonly [string, readonly string[], number])[] = [
    ['the first that is marked', [' isDefault="false"', '', ' isDefault="true"', ' isDefault="1"'], 2],
    ['else the first that is not marked', [' isDefault="false"', '', ''], 1],
    ['else the first', [' isDefault="false"', ' isDefault="0"'], 0],
  ]
  for (const [which, marks, expected] of defaults) {
    it(`have as default ${which}`, () => {
      const consumers = marks.map((mark, index) => acs(index, `https://sp.example/${index}`, mark)).join('')
      const services = read({ consumers }).metadata.assertionConsumerServices
      expect(services.filter(({ isDefault }) => isDefault).map(({ index }) => index)).to.deep.equal([expected])
    })
  }

  it('by artifact are the default where they are marked so, else as they stand', () => {
    const consumers =
      acs(0, 'https://sp.example/a', ' isDefault="true"', 'HTTP-Artifact') + acs(1, 'https://sp.example/p')
    const services = read({ consumers }).metadata.assertionConsumerServices
    expect(services.map(({ binding, isDefault }) => [binding, isDefault])).to.deep.equal([
      ['artifact', true],
      ['post', false],
    ])
    const unmarked = acs(0, 'https://sp.example/p') + acs(1, 'https://sp.example/a', '', 'HTTP-Artifact')
    expect(read({ consumers: unmarked }).metadata.assertionConsumerServices[0]).to.include({ isDefault: true })
  })

  it('for logout keep the address for answers', () => {
    const logout = slo('HTTP-Redirect', 'https://sp.example/slo', ' ResponseLocation="https://sp.example/done"')
    expect(read({ logout }).metadata.singleLogoutServices).to.deep.equal([
      { binding: 'redirect', location: 'https://sp.example/slo', responseLocation: 'https://sp.example/done' },
    ])
    const bad = slo('HTTP-Redirect', 'https://sp.example/slo', ' ResponseLocation="http://sp.example/done"')
    expect(read({ logout: bad }).metadata.singleLogoutServices).to.deep.equal([])
    expect(rulesOf(read({ logout: bad }))).to.deep.equal(['metadata-endpoint'])
  })
})
