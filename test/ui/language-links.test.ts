import { expect } from 'chai'
import { selectAll, textOf, type HtmlElement } from '../support/html-document.js'
import { rendered, renderedSamples } from './rendered-samples.js'
import { passwordPage } from '../../src/methods/password/pages/password.js'
import { startPage } from '../../src/account/pages/start.js'
import { definePage } from '../../src/ui/page.js'

const password = passwordPage({
  form: { action: '/login/a1/password', token: 't' },
  otherMethods: '/login/a1',
  identifiesBy: null,
  username: '',
  problem: null,
  triesLeft: null,
})

const NOTICE = '[data-testid="only-standard-german"]'

/** Nobody has written it in Leichte Sprache. */
const unwritten = definePage('unwritten', () => ({ title: 'Seite', problem: false, content: 'Seite' }))({})

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
      ['Leichte Sprache', '/login/a1/password?lang=de-x-leicht', 'de-x-leicht', 'de'],
    ])
    expect(links(rendered(password, { here: '/login/a1?x=1&y=2', language: 'en' }))).to.deep.equal([
      ['Deutsch', '/login/a1?x=1&y=2&lang=de', 'de', 'de'],
      ['Leichte Sprache', '/login/a1?x=1&y=2&lang=de-x-leicht', 'de-x-leicht', 'de'],
    ])
  })

  it('are on every page but those that hand over', () => {
    for (const { name, page, document } of renderedSamples()) {
      // Where the page holds what no address may carry, a language is a button.
      const languages = [...links(document), ...selectAll(document, 'button[lang]')]
      expect(languages.length > 0, name).to.equal(page.handsOver === null)
    }
  })
})

describe('the languages of a page for those who work here', () => {
  it('are those that it is written in, on every page of the operators', () => {
    const offered = new Map(
      renderedSamples()
        .filter(({ page }) => page.kind.startsWith('operator-'))
        .map(({ name, document }): [string, string] => [
          name,
          selectAll(document, '[hreflang="de-x-leicht"],button[lang="de"]').map(textOf).join(),
        ]),
    )
    expect(offered.size).to.be.greaterThan(100)
    for (const [name, found] of offered) expect(found, name).not.to.contain('Leichte Sprache')
    const staff = definePage('staff', () => ({ title: 'x', problem: false, content: 'x' }), { isForStaff: true })({})
    expect(links(rendered(staff, { language: 'de-x-leicht' })).map(([label]) => label)).to.deep.equal([
      'Deutsch',
      'English',
    ])
    expect(links(rendered(staff, { here: '/operator' }))).to.deep.equal([['English', '/operator?lang=en', 'en', 'en']])
  })
})

describe('a page in Leichte Sprache', () => {
  it('says so, and leads to the other languages', () => {
    const document = rendered(startPage({}), { here: '/', language: 'de-x-leicht' })
    expect(selectAll(document, 'html')[0]?.attributes.get('lang')).to.equal('de-x-leicht')
    expect(selectAll(document, 'body')[0]?.attributes.get('class')).to.equal('app-easy')
    expect(links(document).map(([label]) => label)).to.deep.equal(['Deutsch', 'English'])
    expect(selectAll(document, NOTICE)).to.deep.equal([])
  })

  it('is German where it is not written yet, and says that in one sentence', () => {
    const document = rendered(unwritten, { language: 'de-x-leicht' })
    expect(selectAll(document, 'html')[0]?.attributes.get('lang')).to.equal('de')
    expect(selectAll(document, 'body')[0]?.attributes.get('class')).to.equal(undefined)
    expect(selectAll(document, NOTICE).map(textOf)).to.deep.equal(['Diese Seite gibt es nur in schwerer Sprache.'])
    expect(links(document).map(([label]) => label)).to.deep.equal(['Deutsch', 'English'])
    for (const language of ['de', 'en'] as const) {
      expect(selectAll(rendered(unwritten, { language }), NOTICE)).to.deep.equal([])
    }
  })
})
