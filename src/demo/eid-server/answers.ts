import type { StubFaults } from './faults.js'
import { cardAnswer } from './card-answer.js'
import type { Question, Sessions } from './sessions.js'
import { eid, textIn } from './xml-text.js'

const EID = 'http://bsi.bund.de/eID/'
const DSS = 'urn:oasis:names:tc:dss:1.0:core:schema'
const MAJOR = 'http://www.bsi.bund.de/ecard/api/1.1/resultmajor#'
const MINOR = 'http://www.bsi.bund.de/eid/server/2.0/resultminor/'

/** The fields that the stub's authorisation certificate has rights for. */
const RIGHTS = [
  'DocumentType',
  'GivenNames',
  'FamilyNames',
  'AcademicTitle',
  'DateOfBirth',
  'PlaceOfBirth',
  'Nationality',
  'BirthName',
  'PlaceOfResidence',
  'RestrictedID',
  'AgeVerification',
] as const

const result = (minor: string | null): string =>
  minor === null
    ? `<dss:Result><dss:ResultMajor>${MAJOR}ok</dss:ResultMajor></dss:Result>`
    : `<dss:Result><dss:ResultMajor>${MAJOR}error</dss:ResultMajor><dss:ResultMinor>${MINOR}${minor}</dss:ResultMinor></dss:Result>`

const answer = (name: string, ...content: readonly string[]): string =>
  `<eid:${name} xmlns:eid="${EID}" xmlns:dss="${DSS}">${content.join('')}</eid:${name}>`

/** Answers the Body of a request that was verified before; null for a function that there is none of. */
export function answerTo(body: string, sessions: Sessions, faults: StubFaults, paosUrl: string): string | null {
  const name = /<(?:\w+:)?(useID|getResult|getServerInfo)Request/.exec(body)?.[1]
  if (name === 'useID') return useId(body, sessions, faults, paosUrl)
  if (name === 'getResult') return getResult(body, sessions, faults)
  return name === 'getServerInfo' ? serverInfo(faults) : null
}

function useId(body: string, sessions: Sessions, faults: StubFaults, paosUrl: string): string {
  const refused = (minor: string): string => answer('useIDResponse', result(minor))
  if (faults.busy) return refused('useID#tooManyOpenSessions')
  const question = questionIn(body)
  if (question === null) return refused('useID#missingArgument')
  if (faults.noRights || [...question.operations.keys()].some((field) => !RIGHTS.some((each) => each === field))) {
    return refused('useID#missingTerminalRights')
  }
  const proposed = /<(?:\w+:)?PSK>([\s\S]*?)<\/(?:\w+:)?PSK>/.exec(body)?.[1]
  const [id, key] = proposed === undefined ? [null, null] : [textIn(proposed, 'ID'), textIn(proposed, 'Key')]
  const { id: session, psk } = sessions.open(question, id !== null && key !== null ? { id, key } : null)
  return answer(
    'useIDResponse',
    eid('Session', eid('ID', session)),
    eid('eCardServerAddress', paosUrl),
    eid('PSK', eid('ID', psk.id), eid('Key', psk.key)),
    result(null),
  )
}

function questionIn(body: string): Question | null {
  const wanted = /<(?:\w+:)?UseOperations>([\s\S]*?)<\/(?:\w+:)?UseOperations>/.exec(body)?.[1] ?? ''
  const operations = new Map<string, 'ALLOWED' | 'REQUIRED'>()
  for (const [, field = '', value] of wanted.matchAll(/<(?:\w+:)?(\w+)>(ALLOWED|REQUIRED)</g)) {
    operations.set(field, value === 'REQUIRED' ? 'REQUIRED' : 'ALLOWED')
  }
  const age = Number(textIn(body, 'Age') ?? NaN)
  if (operations.has('AgeVerification') && !Number.isInteger(age)) return null
  const assurance = textIn(body, 'LevelOfAssuranceRequest')
  return { operations, age, transactionInfo: textIn(body, 'TransactionInfo'), assurance }
}

function getResult(body: string, sessions: Sessions, faults: StubFaults): string {
  const refused = (minor: string): string => answer('getResultResponse', result(minor))
  const session = sessions.find(textIn(body, 'ID') ?? '')
  if (session === null) return refused('getResult#invalidSession')
  session.counter += 1
  session.asked += 1
  if (faults.wrongCounter || Number(textIn(body, 'RequestCounter')) !== session.counter) {
    sessions.close(session.id)
    return refused('getResult#invalidCounter')
  }
  if (session.outcome === null || session.asked <= faults.notYet) return refused('getResult#noResultYet')
  sessions.close(session.id)
  if (session.outcome.kind === 'error') return refused(session.outcome.minor)
  const { card, allowed } = session.outcome
  return answer('getResultResponse', cardAnswer(card, session.question, allowed), result(null))
}

const serverInfo = ({ noRights }: StubFaults): string =>
  answer(
    'getServerInfoResponse',
    eid(
      'ServerVersion',
      eid('VersionString', 'eID-Stub 2.4.0'),
      eid('Major', '2'),
      eid('Minor', '4'),
      eid('Bugfix', '0'),
    ),
    eid('DocumentVerificationRights', ...(noRights ? [] : RIGHTS.map((field) => eid(field, 'ALLOWED')))),
  )
