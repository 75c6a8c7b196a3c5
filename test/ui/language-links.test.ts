import { expect } from 'chai'
import { selectAll, textOf, type HtmlElement } from '../support/html-document.js'
import { rendered } from './rendered-samples.js'
import { factorSamples } from '../support/page-samples/factors.js'
import { passwordPage } from '../../src/methods/password/pages/password.js'
import { secondFactorPage } from '../../src/factors/pages/second-factor.js'
import { startPage } from '../../src/account/pages/start.js'

const password = passwordPage({
  form: { action: '/login/a1/password', token: 't' },
  otherMethods: '/login/a1',
  username: '',
  problem: null,
  triesLeft: null,
})

const links = (document: HtmlElement): readonly (string | undefined)[][] =>
  selectAll(document, 'a[hreflang]').map(({ attributes, ...link }) => [
    textOf({ attributes, ...link }),
    attributes.get('href'),
    attributes.get('hreflang'),
    attributes.get('lang'),
  ])

describe('language links', () => {
  it('keep the page and its query, and say their own language', () => {
    expect(links(rendered(password, { here: '/login/a1/password' }))).to.deep.equal([
      ['English', '/login/a1/password?lang=en', 'en', 'en'],
    ])
    expect(links(rendered(password, { here: '/login/a1?x=1&y=2', language: 'en' }))).to.deep.equal([
      ['Deutsch', '/login/a1?x=1&y=2&lang=de', 'de', 'de'],
    ])
  })

  it('are absent on the answer to a POST', () => {
    expect(links(rendered(password, { here: null }))).to.deep.equal([])
  })

  it('are absent on the second step after a password: its address is that of the first', () => {
    const [second] = Object.values(factorSamples['second-factor'])
    expect(links(rendered(secondFactorPage(second ?? expect.fail()), { here: '/login/a1/password' }))).to.deep.equal([])
  })

  it('lead to Leichte Sprache where a page has it', () => {
    expect(links(rendered(startPage({}), { here: '/' }))).to.deep.equal([
      ['English', '/?lang=en', 'en', 'en'],
      ['Leichte Sprache', '/?lang=de-x-leicht', 'de-x-leicht', 'de'],
    ])
  })
})

describe('a page without Leichte Sprache', () => {
  it('is shown in German, and says so', () => {
    const document = rendered(password, { language: 'de-x-leicht' })
    expect(selectAll(document, 'html')[0]?.attributes.get('lang')).to.equal('de')
    expect(selectAll(document, 'h1').map(textOf)).to.deep.equal(['Mit Benutzername und Passwort anmelden'])
  })
})
