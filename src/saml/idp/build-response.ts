import { SUCCESS, type CatalogueEntry, type LoginEnd, type SamlStatus } from '../../domain/catalogue-entry.js'
import { BrokerError, ERRORS, type ErrorCode } from '../../domain/error-catalogue.js'
import { responseIdOf, type AnswerNotice, type SamlReply } from '../../domain/login.js'
import type { AskedLogin, DeliveredAnswer, LoginResult, ServiceMessages } from '../../domain/ports/service-messages.js'
import type { OpenAnswer } from '../../domain/ports/trial-answers.js'
import type { AttributeName } from '../../domain/identity.js'
import { attributeSet, type Service } from '../../domain/service.js'
import { keepForArtifact, type ArtifactPorts } from '../artifact/keep-for-artifact.js'
import { askedIn } from '../dialects/metadata-words.js'
import type { Dialect } from '../dialects/dialect.js'
import { NS } from '../namespaces.js'
import { element, type CanonicalXml, endTag, join, startTag, text } from '../xml/canonical-writer.js'
import { encryptElement, type EncryptionRecipe } from '../xml/encrypt.js'
import { signed, unsigned, type Signable } from '../xml/signature-template.js'
import { writeAssertion, type AssertionFacts, wireAttributes, dateTime, inReplyTo } from './assertion.js'
import { markedAttributes } from './marked-attributes.js'
import { nameIdFor, type Answered, type NameId } from './name-id-value.js'
import { perService } from './per-service.js'
import type { SignatureChoice } from './algorithm-choice.js'
import {
  answerForm,
  prepareSending,
  type Sending,
  type ServiceMessagesDeps,
  childToAnswer,
  serviceToAnswer,
} from './sending.js'
import { subjectIdAttribute } from './subject-id-attribute.js'
import type { Instant } from '../../domain/instant.js'

/** Makes the broker's answers as SAML Responses; the port tells what they promise and throw. */
export function createServiceMessages(deps: ServiceMessagesDeps & Pick<ArtifactPorts, 'artifacts'>): ServiceMessages {
  const sending = prepareSending(deps)
  const named = namedBySet(sending)
  const deliver = (message: CanonicalXml, login: AskedLogin, notice: AnswerNotice | null = null) =>
    login.reply.binding === 'artifact'
      ? keepForArtifact(message, login, notice, deps)
      : Promise.resolve(answerForm(message, login.reply, notice))
  return {
    async success(login, result) {
      const made = await makeResponse(login, result, sending)
      return { answer: await deliver(made.message, login), ...namesIn(made) }
    },
    failure: async (login, code, notice) => deliver(await statusResponse(login, code, sending), login, notice),
    named: (service, index) => named(service)(index),
  }
}

/** What each set of attributes names, worked out once for a service. */
const namedBySet = (sending: Sending) =>
  perService((service) => {
    const known = new Map<number | null, readonly AttributeName[]>()
    const namesIn = (index: number | null): readonly AttributeName[] => {
      const set = attributeSet(service.metadata, index)
      const { required, optional } = set ? askedIn(sending.dialectOf(service), set) : { required: [], optional: [] }
      return [...required, ...optional]
    }
    return (index: number | null): readonly AttributeName[] => {
      const names = known.get(index) ?? namesIn(index)
      known.set(index, names)
      return names
    }
  })

/** An answer, and what it was made of. */
interface MadeResponse {
  readonly message: CanonicalXml
  readonly facts: AssertionFacts
  readonly assertion: ProtectedAssertion
  readonly signature: SignatureChoice
  /** Of the pseudonym in it. */
  readonly sector: string
}

/** Both signatures are of one key and choice, also where a key is changed meanwhile. */
async function makeResponse(login: AskedLogin, result: LoginResult, sending: Sending): Promise<MadeResponse> {
  const service = serviceToAnswer(login, sending)
  const { sector } = (childToAnswer(service, login, sending) ?? service).settings
  // check: an-answer-that-may-not-be-made-is-not
  await result.mayBeMade?.(sector)
  const nameId = nameIdToSend(login, result, { service, sector }, sending)
  const facts = assertionFacts(login, result, nameId, { service, sector }, sending)
  const signature = sending.signatureFor(service)
  const assertion = await protectedAssertion(facts, service, signature, sending)
  const response = writeResponse({
    id: responseIdOf(login),
    issueInstant: facts.issueInstant,
    issuer: facts.issuer,
    destination: facts.recipient,
    inResponseTo: facts.inResponseTo,
    status: SUCCESS,
    end: null,
    assertion: assertion.sent,
  })
  const message = await signedIf(service.settings.sign !== 'assertion', response, signature)
  return { message, facts, assertion, signature, sector }
}

const namesIn = ({ facts, sector }: MadeResponse): Omit<DeliveredAnswer, 'answer'> => ({
  nameId: facts.nameId.value,
  nameIdFormat: facts.nameId.format,
  sessionIndex: facts.sessionIndex,
  sector,
})

/** Makes positive answers to be read: the same messages, with what is inside them. */
export function createOpenAnswers(
  deps: ServiceMessagesDeps,
): (login: AskedLogin, result: LoginResult) => Promise<OpenAnswer> {
  const sending = prepareSending(deps)
  return async (login, result) => {
    const made = await makeResponse(login, result, sending)
    const { message, facts, assertion, signature } = made
    const { signer, algorithm, digest } = signature
    return {
      ...namesIn(made),
      classRef: facts.classRef,
      attributes: facts.attributes,
      assertion: assertion.open,
      response: message,
      signature: { key: signer.info.id, algorithm, digest },
      encryption: assertion.recipe && {
        content: assertion.recipe.content.uri,
        transport: assertion.recipe.transport.uri,
      },
    }
  }
}

/**
 * The NameID of the answer. An answer to a request with a Subject is about that subject, or there is none (saml-core
 * §3.4.1).
 */
function nameIdToSend(login: AskedLogin, result: LoginResult, answered: Answered, sending: Sending): NameId {
  const { nameId: kind, subjectNameId } = login.requirements
  const nameId = nameIdFor(kind, answered, result, sending)
  if (subjectNameId !== null && subjectNameId !== nameId.value) throw new BrokerError('unknown-principal')
  return nameId
}

function assertionFacts(
  login: AskedLogin,
  result: LoginResult,
  nameId: NameId,
  { service, sector }: Answered,
  sending: Sending,
): AssertionFacts {
  const { subjectId } = result.release
  return {
    id: sending.random.samlId(),
    issueInstant: sending.clock.now(),
    issuer: sending.entityId,
    audience: service.entityId,
    nameId,
    recipient: login.reply.acsLocation,
    inResponseTo: askedBy(login.reply),
    authnInstant: result.authnInstant,
    // The SessionIndex serves logout alone, and tells nothing by which to guess the browser session.
    sessionIndex: result.session?.sessionIndex ?? sending.random.samlId(),
    sessionNotOnOrAfter: result.sessionNotOnOrAfter,
    classRef: classRefFor(login, result, service, sending),
    authorities: result.authorities ?? [],
    attributes: [
      ...attributesOf(login, result, { service, sector }, sending),
      ...(subjectId ? [subjectIdAttribute(result, subjectId, sector, sending.subjectIds)] : []),
    ],
  }
}

function attributesOf(
  { requirements, reply }: AskedLogin,
  result: LoginResult,
  { service, sector }: Answered,
  sending: Sending,
): AssertionFacts['attributes'] {
  const dialect = sending.dialectOf(service)
  const words = dialect.extension?.answers
  if (!words) return wireAttributes(result, service, requirements.attributeSet ?? null, dialect)
  const pseudonym = sending.pseudonyms.persistent(result.account, sector)
  return markedAttributes(result, pseudonym, reply.extension?.names ?? null, dialect, words)
}

/** The class that states the level to this request. Throws `no-authn-context` if no class answers the request. */
function classRefFor(login: AskedLogin, { release }: LoginResult, service: Service, sending: Sending): string {
  const { requestedLevels } = login.requirements
  const question = requestedLevels && { comparison: requestedLevels.comparison, classes: login.reply.classes }
  const classRef = sending.dialectOf(service).levels.classFor(release.level, question, service.settings.levelVocabulary)
  if (classRef === null) throw new BrokerError('no-authn-context', 'no class for the level')
  return classRef
}

interface ProtectedAssertion {
  /** As it goes out. */
  readonly sent: CanonicalXml
  /** As it was signed. */
  readonly open: CanonicalXml
  /** How it was encrypted; null: it was not. */
  readonly recipe: EncryptionRecipe | null
}

/** The assertion, first signed and then encrypted, so that the service verifies what it decrypted (xmlenc-decrypt). */
async function protectedAssertion(
  facts: AssertionFacts,
  service: Service,
  signature: SignatureChoice,
  sending: Sending,
): Promise<ProtectedAssertion> {
  const recipe = sending.recipeFor(service)
  const open = await signedIf(service.settings.sign !== 'response', writeAssertion(facts), signature)
  if (!recipe) return { sent: open, open, recipe }
  const inside = encryptElement(open, recipe)
  return { sent: element('saml:EncryptedAssertion', { 'xmlns:saml': NS.assertion }, inside), open, recipe }
}

const signedIf = (
  wanted: boolean,
  signable: Signable,
  { signer, algorithm, digest }: SignatureChoice,
): Promise<CanonicalXml> => (wanted ? signed(signable, signer, algorithm, digest) : Promise.resolve(unsigned(signable)))

/** The ID of the request; null for a login that began here. */
// check: what-nobody-asked-for-is-in-reply-to-nothing
const askedBy = ({ unsolicited, requestId }: SamlReply): string | null => (unsolicited ? null : requestId)

/** The parts of every Response. */
interface ResponseFacts {
  readonly id: string
  readonly issueInstant: Instant
  readonly issuer: string
  /** The ACS location, and the ID of the request that this answers; null: no service asked. */
  readonly destination: string
  readonly inResponseTo: string | null
  readonly status: SamlStatus
  /** For the StatusMessage: which of the ends that share a status it was. */
  readonly end: LoginEnd | null
  /** For the StatusDetail: what the dialect says of a fault; null: nothing. */
  readonly detail?: CanonicalXml | null
  /** The assertion, signed and encrypted as the service wants it; null in a status answer. */
  readonly assertion: CanonicalXml | null
}

/** Writes a Response in canonical form (saml-core §3.2.2, §3.3.3). */
function writeResponse(facts: ResponseFacts): Signable {
  const { id, issueInstant, issuer, destination, inResponseTo, status, end, detail = null, assertion } = facts
  const open = startTag('samlp:Response', {
    'xmlns:samlp': NS.protocol,
    Destination: destination,
    ID: id,
    ...inReplyTo(inResponseTo),
    IssueInstant: dateTime(issueInstant),
    Version: '2.0',
  })
  return {
    id,
    head: join(open, element('saml:Issuer', { 'xmlns:saml': NS.assertion }, text(issuer))),
    tail: join(writeStatus(status, end, detail), ...(assertion === null ? [] : [assertion]), endTag('samlp:Response')),
  }
}

/**
 * The Status: the second-level code lies inside the top-level one (saml-core §3.2.2.1), a message (§3.2.2.3) and a detail
 * (§3.2.2.4) follow.
 */
export function writeStatus(
  { top, second }: SamlStatus,
  end: LoginEnd | null,
  detail: CanonicalXml | null = null,
): CanonicalXml {
  const inner = second === null ? [] : [element('samlp:StatusCode', { Value: second })]
  const code = element('samlp:StatusCode', { Value: top }, ...inner)
  const message = end === null ? [] : [element('samlp:StatusMessage', {}, text(end))]
  return element('samlp:Status', {}, code, ...message, ...(detail === null ? [] : [detail]))
}

/**
 * The status answer for a returnable error. It is always signed, because some services check that before they read the
 * status. Throws `internal` for a code that is not meant for services.
 */
async function statusResponse(login: AskedLogin, code: ErrorCode, sending: Sending): Promise<CanonicalXml> {
  const service = serviceToAnswer(login, sending)
  const { saml, end }: CatalogueEntry = ERRORS[code]
  if (!saml) throw new BrokerError('internal', `${code} is not told to services`)
  const response = writeResponse({
    id: responseIdOf(login),
    issueInstant: sending.clock.now(),
    issuer: sending.entityId,
    destination: login.reply.acsLocation,
    inResponseTo: askedBy(login.reply),
    status: saml,
    end,
    detail: detailOf(login, code, sending.dialectOf(service)),
    assertion: null,
  })
  const { signer, algorithm, digest } = sending.signatureFor(service)
  return signed(response, signer, algorithm, digest)
}

/** What the dialect says of a fault, to a service that wants to know. */
const detailOf = ({ reply }: AskedLogin, code: ErrorCode, { extension }: Dialect): CanonicalXml | null =>
  extension?.answers.statusDetail(code, reply.extension?.statusDetail === true) ?? null
