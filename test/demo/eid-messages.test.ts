import { expect } from 'chai'
import { cardOf } from '../../src/demo/eid-client/cards.js'
import { answerTo } from '../../src/demo/eid-server/answers.js'
import { faultsSchema } from '../../src/demo/eid-server/faults.js'
import { createSessions } from '../../src/demo/eid-server/sessions.js'
import { elements, textOf, type XmlElement } from '../../src/saml/xml/node.js'
import { parseXml } from '../../src/saml/xml/parse.js'
import { bodyOf, eidFixture } from '../support/eid-fixtures.js'

const NO_FAULTS = faultsSchema.parse({})

/** The names of an element's children in order, each with its own below it. */
const outline = (element: XmlElement): readonly string[] =>
  elements(element).flatMap((child) => [child.name, ...outline(child).map((name) => `${child.name}/${name}`)])

/** Both came from the guideline's tables: what they have in common stands in the same order. */
const inTheOrderOf = (fixture: readonly string[], names: readonly string[]): readonly string[] =>
  fixture.filter((name) => names.includes(name))

const at = (element: XmlElement, name: string): XmlElement =>
  elements(element).find((child) => child.name === name) ?? expect.fail(name)

describe('the eID stand-in’s messages, beside those of the guideline', () => {
  const sessions = createSessions()
  const asked = (request: string, faults = {}): XmlElement =>
    parseXml(
      answerTo(request, sessions, { ...NO_FAULTS, ...faults }, 'https://eid-server.example/paos') ?? expect.fail(),
    )
  const opened = () => asked(eidFixture('use-id-request.xml'))
  const resultOf = (session: string, counter = 1): XmlElement =>
    asked(
      eidFixture('get-result-request.xml')
        .replace('1234567890abcdef1234567890abcdef', session)
        .replace('>2<', `>${counter}<`),
    )

  it('open a session for the guideline’s question, and keep to the key that it proposes', () => {
    const answer = opened()
    expect(outline(answer)).to.deep.equal(outline(bodyOf('use-id-response.xml')))
    expect(elements(at(answer, 'PSK')).map(textOf)).to.deep.equal([
      '0987654321ABCDEF1234567890ABCDEF',
      'FEDCBA0987654321FEDCBA0987654321',
    ])
  })

  it('tell of a card what was asked and allowed, in the guideline’s order', () => {
    const session = textOf(at(at(opened(), 'Session'), 'ID'))
    const card = cardOf('doctor') ?? expect.fail()
    const known = sessions.find(session) ?? expect.fail()
    known.outcome = { kind: 'card', card, allowed: new Set(known.question.operations.keys()) }
    const [answer, fixture] = [resultOf(session), bodyOf('get-result-response.xml')]
    const names = outline(answer)
    expect(answer.name).to.equal(fixture.name)
    expect(names.filter((name) => !name.includes('BirthName'))).to.deep.equal(inTheOrderOf(outline(fixture), names))
    expect(names).to.include.members(['PersonalData/AcademicTitle', 'FulfilsAgeVerification/FulfilsRequest'])
    expect(names, 'not asked for').not.to.include('PersonalData/Nationality')
    expect(textOf(at(answer, 'LevelOfAssuranceResult'))).to.equal('http://bsi.bund.de/eID/LoA/hoch')
  })

  it('refuse with the code of the guideline’s table, and nothing else', () => {
    const refusals: readonly (readonly [XmlElement, string])[] = [
      [asked(eidFixture('use-id-request.xml'), { busy: true }), 'useID#tooManyOpenSessions'],
      [asked(eidFixture('use-id-request.xml'), { noRights: true }), 'useID#missingTerminalRights'],
      [
        asked(
          eidFixture('use-id-request.xml').replace(/<eid:AgeVerificationRequest>.*?<\/eid:AgeVerificationRequest>/, ''),
        ),
        'useID#missingArgument',
      ],
      [resultOf('0'.repeat(64)), 'getResult#invalidSession'],
      [resultOf(textOf(at(at(opened(), 'Session'), 'ID'))), 'getResult#noResultYet'],
      [resultOf(textOf(at(at(opened(), 'Session'), 'ID')), 2), 'getResult#invalidCounter'],
    ]
    for (const [answer, minor] of refusals) {
      const result = at(answer, 'Result')
      expect(elements(answer), minor).to.have.length(1)
      expect(elements(result).map(textOf)).to.deep.equal([
        'http://www.bsi.bund.de/ecard/api/1.1/resultmajor#error',
        `http://www.bsi.bund.de/eid/server/2.0/resultminor/${minor}`,
      ])
    }
  })

  it('tell their version and rights like the guideline’s', () => {
    const answer = asked('<eid:getServerInfoRequest xmlns:eid="http://bsi.bund.de/eID/"></eid:getServerInfoRequest>')
    const fixture = bodyOf('server-info-response.xml')
    expect(outline(at(answer, 'ServerVersion'))).to.deep.equal(outline(at(fixture, 'ServerVersion')))
    expect(elements(answer).map(({ name }) => name)).to.deep.equal(elements(fixture).map(({ name }) => name))
    expect(elements(at(answer, 'DocumentVerificationRights')).map(textOf)).to.deep.equal(Array(11).fill('ALLOWED'))
  })
})
