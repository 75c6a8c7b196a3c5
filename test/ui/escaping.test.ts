import { expect } from 'chai'
import { descendants, selectAll, textOf } from '../support/html-document.js'
import { rendered, renderedSamples } from './rendered-samples.js'
import type { Page } from '../../src/ui/page.js'
import { accountSwitchPage } from '../../src/login/pages/account-switch.js'
import { confirmPage } from '../../src/login/pages/confirm.js'
import { errorPage } from '../../src/ui/pages/error.js'
import { handOverPage } from '../../src/login/pages/hand-over.js'
import { linkOrCreateAccountPage } from '../../src/login/pages/link-or-create-account.js'
import { methodChoicePage } from '../../src/login/pages/method-choice.js'
import { passwordPage } from '../../src/methods/password/pages/password.js'
import { profilePage } from '../../src/login/pages/profile.js'
import { reviewMethodsPage } from '../../src/login/pages/review-methods.js'
import { startPage } from '../../src/account/pages/start.js'

const MARKUP = '<img src=x onerror="alert(1)">&amp;"\'</title><script>alert(2)</script>'
const form = { action: '/login/a1/confirm', token: MARKUP }

/** Every place of every page that a stranger's text can reach. */
const HOSTILE: readonly Page[] = [
  linkOrCreateAccountPage({
    form,
    situation: 'signed-in',
    choices: ['link-session', 'leave-account', 'back', 'cancel'],
    readAgain: [],
    signedInAs: MARKUP,
  }),
  reviewMethodsPage({
    form,
    level: 'hoch',
    methods: [{ mark: MARKUP, method: MARKUP, name: MARKUP, boundAt: 0 }],
    contacts: [{ name: 'email', value: MARKUP }],
  }),
  methodChoicePage({
    purpose: 'login',
    sessionEnded: false,
    signedInAs: MARKUP,
    fellShort: MARKUP,
    form,
    level: 'normal',
    offered: [{ id: MARKUP, link: null, lastUsed: true, pausedUntil: null, provesIdentity: false }],
    missing: [{ id: MARKUP, reason: { kind: 'not-allowed-by-service' } }],
  }),
  passwordPage({
    form,
    otherMethods: '/login/a1',
    identifiesBy: MARKUP,
    username: MARKUP,
    problem: 'wrong',
    triesLeft: null,
  }),
  profilePage({
    form,
    fields: [
      { name: 'givenName', value: MARKUP, problem: 'characters', character: '<' },
      { name: 'birthDate', value: MARKUP, problem: 'date', character: null },
    ],
    impossible: [],
    tellBy: { form, methods: [MARKUP] },
  }),
  confirmPage({
    form,
    citizen: MARKUP,
    serviceName: MARKUP,
    attributes: (['givenName', 'birthDate', 'gender', 'street', 'country'] as const).map((name, index) => ({
      name,
      value: MARKUP,
      level: 'basis',
      origin: `upstream:${MARKUP}`,
      required: index % 2 === 0,
      ticked: true,
    })),
    tick: { all: MARKUP, none: MARKUP },
    isNewAccount: true,
    level: 'normal',
    method: MARKUP,
    staysSignedIn: true,
    remark: { method: MARKUP, remark: { kind: MARKUP, count: 1 } },
    canRemember: true,
  }),
  accountSwitchPage({ form, current: MARKUP, other: MARKUP }),
  handOverPage({
    action: 'https://aachen.example/acs',
    fields: { SAMLResponse: MARKUP, [MARKUP]: MARKUP },
    notice: null,
  }),
  errorPage({
    text: 'no-cookie',
    errorId: MARKUP,
    host: MARKUP,
    until: null,
    continueAt: MARKUP,
    wayBack: null,
    portalUrl: MARKUP,
  }),
  startPage({ methods: [MARKUP] }),
]

describe('text from elsewhere', () => {
  for (const page of HOSTILE) {
    it(`stays text on the page ${page.kind}`, () => {
      const document = rendered(page, {
        portal: { name: MARKUP, privacyUrl: MARKUP, purpose: MARKUP, legalBasis: MARKUP },
      })
      expect(selectAll(document, 'img')).to.deep.equal([])
      expect(textOf(document)).to.include('<img src=x onerror="alert(1)">&amp;"\'</title>')
      const scripts = selectAll(document, 'script')
      expect(scripts.every((script) => script.children.every((child) => child === ''))).to.equal(true)
      expect(scripts).to.have.lengthOf(['hand-over', 'password'].includes(page.kind) ? 1 : 0)
    })
  }

  for (const url of [
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
  ]) {
    it(`never becomes a link to ${JSON.stringify(url)}`, () => {
      const error = errorPage({
        text: 'moved-on',
        errorId: 'x',
        host: 'x',
        until: null,
        continueAt: url,
        wayBack: null,
        portalUrl: url,
      })
      const password = passwordPage({
        form,
        otherMethods: url,
        identifiesBy: null,
        username: '',
        problem: null,
        triesLeft: null,
      })
      for (const page of [error, password]) {
        const document = rendered(page, { portal: { name: 'Portal', privacyUrl: url }, here: url })
        const hrefs = selectAll(document, '[href]').map(({ attributes }) => attributes.get('href') ?? '')
        expect(
          hrefs.filter((href) => href.includes('alert') || href.includes('evil') || href.includes('text/html')),
        ).to.deep.equal([])
      }
    })
  }

  it('never becomes the address of a hand-over', () => {
    for (const action of ['javascript:alert(1)', '/own', 'http://evil.example/acs', 'data:text/html,x']) {
      expect(() => rendered(handOverPage({ action, fields: {}, notice: null }))).to.throw(TypeError)
    }
  })
})

describe('a strict policy', () => {
  for (const { name, document } of renderedSamples()) {
    it(`finds no inline style, script or handler: ${name}`, () => {
      expect(selectAll(document, 'style, base, iframe, object, [style]')).to.deep.equal([])
      expect(selectAll(document, 'script').filter(({ attributes }) => !attributes.has('src'))).to.deep.equal([])
      const names = descendants(document).flatMap(({ attributes }) => [...attributes.keys()])
      expect(names.filter((attribute) => attribute.startsWith('on'))).to.deep.equal([])
    })
  }
})
