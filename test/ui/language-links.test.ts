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
