import { expect } from 'chai'
import { loadConfig } from '../../src/compose/load-config.js'
import { metadataFace } from '../../src/compose/own-metadata.js'
import { ConfigError } from '../../src/config/config-error.js'

const configOf = (yaml: string, publicUrl = 'https://konto.stadt.example:8443') =>
  loadConfig(
    { PUBLIC_URL: publicUrl, CONFIG_FILE: '/c.yaml' },
    { mode: () => 0o600, read: () => yaml, kind: () => 'missing' },
  )

const faultsOf = (yaml: string): readonly string[] => {
  try {
    configOf(yaml)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
}

describe('what the config says of our metadata', () => {
  it('is as shipped the host as scope, no privacy notice, and no picture but the broker’s own', () => {
    expect(metadataFace(configOf(''))).to.deep.include({
      scope: 'konto.stadt.example',
      privacyUrl: null,
      logo: null,
      errorUrl:
        'https://konto.stadt.example:8443/portal-fehler?code=ERRORURL_CODE&ts=ERRORURL_TS&rp=ERRORURL_RP&tid=ERRORURL_TID&ctx=ERRORURL_CTX',
    })
    expect(metadataFace(configOf('', 'http://[::1]:3000')).scope).to.equal('localhost')
  })

  it('is what stands there', () => {
    const face = metadataFace(
      configOf(`metadata:
  scope: stadt.example
  privacyUrl: https://stadt.example/datenschutz
  logo: { url: https://stadt.example/logo.png, width: 120, height: 60 }
`),
    )
    expect(face).to.deep.include({
      scope: 'stadt.example',
      privacyUrl: 'https://stadt.example/datenschutz',
      logo: { url: 'https://stadt.example/logo.png', width: 120, height: 60 },
    })
  })

  it('has the privacy notice of the pages where it has none, if that is a page', () => {
    const face = (privacy: string) => metadataFace(configOf(`site: { links: { privacy: '${privacy}' } }`))
    expect(face('https://stadt.example/datenschutz').privacyUrl).to.equal('https://stadt.example/datenschutz')
    expect(face('mailto:datenschutz@stadt.example').privacyUrl).to.equal(null)
  })

  it('is refused where it is no scope, no page, or half a picture', () => {
    for (const scope of ['stadt example', 'x@y', '-stadt.example', 'a'.repeat(128), 'stadt.*', 'straße.example']) {
      expect(faultsOf(`metadata: { scope: '${scope}' }`).join(), scope).to.include('metadata.scope')
    }
    expect(faultsOf('metadata: { privacyUrl: mailto:a@b.example }').join()).to.include('metadata.privacyUrl')
    expect(faultsOf('metadata: { logo: { url: http://stadt.example/l.png, width: 1, height: 1 } }').join()).to.include(
      'metadata.logo.url',
    )
    expect(faultsOf('metadata: { logo: { url: https://stadt.example/l.png, width: 0 } }').join())
      .to.include('metadata.logo.width')
      .and.include('metadata.logo.height')
  })
})
