import { expect } from 'chai'
import type { ReadFinding } from '../../../src/domain/read-finding.js'
import { logoOf } from '../../../src/saml/metadata/service-logo.js'
import { parseXml } from '../../../src/saml/xml/parse.js'

const MDUI = 'urn:oasis:names:tc:SAML:metadata:ui'
const logo = (url: string, attributes = 'width="120" height="64"') =>
  parseXml(`<mdui:Logo xmlns:mdui="${MDUI}" ${attributes}>${url}</mdui:Logo>`, {
    maxLength: 1_000_000,
  })

function read(logos: readonly ReturnType<typeof logo>[], loopback = false) {
  const findings: ReadFinding[] = []
  const found = logoOf(logos, loopback, (finding) => findings.push(finding))
  return { url: found?.url ?? null, found, rules: findings.map(({ rule }) => rule) }
}

describe('the logo that metadata name', () => {
  it('is an https address, or the picture itself, with its size', () => {
    expect(read([logo(' https://a.example/l.png ')]).found).to.deep.equal({
      url: 'https://a.example/l.png',
      width: 120,
      height: 64,
    })
    expect(read([logo('data:image/png;base64,iVBO\n  Rw0K')]).url).to.equal('data:image/png;base64,iVBORw0K')
  })

  const leftOut: readonly (readonly [string, string])[] = [
    ['http', 'http://a.example/l.png'],
    ['http of this machine, while the broker is https', 'http://localhost/l.png'],
    ['a user', 'https://a:b@a.example/l.png'],
    ['script', 'javascript:alert(1)'],
    ['a file', 'file:///etc/passwd'],
    ['data of another kind', 'data:text/html;base64,PGI+'],
    ['data that is not base64', 'data:image/png,abc'],
    ['data without end', `data:image/png;base64,${'A'.repeat(140_000)}`],
  ]
  for (const [what, url] of leftOut) {
    it(`is left out with ${what}, with a finding: the service is registered all the same`, () => {
      expect(read([logo(url)]))
        .to.include({ url: null })
        .and.deep.include({ rules: ['metadata-logo'] })
    })
  }

  it('may be http of this machine while the broker is', () => {
    expect(read([logo('http://localhost:8080/l.png')], true).url).to.equal('http://localhost:8080/l.png')
  })

  it('is the one without a language, else German or English, of about the height of the line', () => {
    const of = (name: string, attributes: string) => logo(`https://a.example/${name}`, attributes)
    const [german, english, plain] = [
      of('de', 'xml:lang="de" height="64"'),
      of('en', 'xml:lang="EN" height="64"'),
      of('plain', 'height="500"'),
    ]
    expect(read([of('fr', 'xml:lang="fr" height="64"'), english, german, plain]).url).to.match(/plain$/)
    expect(read([english, german]).url).to.match(/de$/)
    expect(read([of('fr', 'xml:lang="fr"'), english]).url).to.match(/en$/)
    expect(read([of('icon', 'height="16"'), of('right', 'height="60"'), of('poster', 'height="800"')]).url).to.match(
      /right$/,
    )
  })

  it('needs no size that makes sense', () => {
    expect(read([logo('https://a.example/l.png', 'width="-1" height="viel"')]).found).to.include({
      width: 0,
      height: 0,
    })
  })
})
