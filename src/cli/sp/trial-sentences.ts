import { shortName } from '../../domain/algorithm-name.js'
import type { OpenAnswer } from '../../domain/ports/trial-answers.js'
import type { AttributeOrigin } from '../../domain/identity.js'
import { serviceName } from '../../domain/service.js'
import { assertedBy, type TrialLogin, type TrialOutcome } from '../../operators/services/trial-login.js'
import type { Withheld, WithheldReason } from '../../operators/services/withheld.js'
import { oneLine } from '../../operators/told/audit-sentences.js'

/** Why there is no answer, and what to do. */
const ENDS: Readonly<Record<Exclude<TrialOutcome, 'answered'>, string>> = {
  'level-not-offered':
    'no method that is offered and allowed reaches the level; see trustLevel, methods and the config',
  'attribute-missing': 'a required attribute is not to be had at this level; see requiredAttributes',
  'saml-service-disabled': 'the service is disabled (sp enable)',
  'saml-metadata-ended': 'its metadata have ended; have newer ones imported (sp import)',
  'saml-acs': 'its metadata have no AssertionConsumerService by POST',
  'request-unsupported': 'its assertion is to be encrypted, and its metadata have no RSA key for that; see encrypt',
  'invalid-name-id-policy': 'it wants an e-mail address as NameID, and gets none; see nameIdFormat',
  'no-authn-context': 'its dialect has no class for the level',
}

const REASONS: Readonly<Record<WithheldReason, string>> = {
  pseudonymous: 'the service is pseudonymous',
  'not-in-settings': 'the settings of the service leave it out',
  unknown: 'the broker knows no attribute of this name',
  'not-held': 'the test citizen has none, as nobody has',
  'level-too-low': 'citizens state it themselves, which is too weak for this level',
}

const ORIGINS: Readonly<Record<string, string>> = { 'self-declared': 'stated by the citizen', eid: 'from the ID card' }

const originOf = (origin: AttributeOrigin | undefined): string => ORIGINS[origin ?? ''] ?? 'from elsewhere'

/** What a command that found no answer says. */
export const noAnswer = ({ outcome }: TrialLogin): string =>
  outcome === 'answered' ? '' : `The login would get no answer: ${ENDS[outcome]}`

const withheldDocument = ({ name, required, reason }: Withheld) => ({
  name,
  required,
  reason,
  because: REASONS[reason],
})

const releasedOf = ({ decision, answer }: TrialLogin) =>
  (decision?.release.attributes ?? []).map((attribute) => ({
    ...attribute,
    origin: decision?.origins[attribute.name] ?? null,
    wireName: answer?.attributes.find(({ friendlyName }) => friendlyName === attribute.name)?.name ?? null,
  }))

/** CONTRACT: sp test --json. */
export const trialDocument = (trial: TrialLogin) => ({
  entityId: trial.service.entityId,
  child: trial.child?.entityId ?? null,
  outcome: trial.outcome,
  message: trial.outcome === 'answered' ? null : noAnswer(trial),
  neededLevel: trial.needed,
  level: assertedBy(trial),
  method: trial.method?.id ?? null,
  destination: trial.acs,
  nameId: trial.answer && { format: trial.answer.nameIdFormat, value: trial.answer.nameId },
  classRef: trial.answer?.classRef ?? null,
  released: releasedOf(trial),
  withheld: trial.withheld.map(withheldDocument),
  signed: trial.answer && { parts: trial.service.settings.sign, ...trial.answer.signature },
  encrypted: trial.answer?.encryption ?? null,
  assertion: trial.answer?.assertion ?? null,
  response: trial.answer?.response ?? null,
})

/** The same in lines: what is said first, then the XML. */
export function trialLines(trial: TrialLogin): readonly string[] {
  const { service, child, needed, method, acs, answer, withheld } = trial
  const asks = child === null ? '' : ` for ${child.entityId} (${serviceName(child, 'de')})`
  const level = assertedBy(trial)
  const lines = [
    `test login at ${service.entityId} (${serviceName(service, 'de')})${asks}; nothing is sent, and the citizen is invented`,
    `level: ${level ?? 'none'}${needed === null ? '' : ` (needs ${needed})`}${method ? `, with ${method.id}` : ''}`,
    ...(acs === null ? [] : [`goes to: ${acs} (POST)`]),
    ...(answer === null ? [] : [`NameID: ${answer.nameId} (${answer.nameIdFormat})`, `class: ${answer.classRef}`]),
    `released: ${releasedOf(trial).length === 0 ? 'no attribute' : ''}`.trimEnd(),
    ...releasedOf(trial).map(
      ({ name, value, level: own, required, origin, wireName }) =>
        `  ${name}: ${value} (${required ? 'required' : 'optional'}; ${originOf(origin ?? undefined)}, ${own}${wireName === null ? '' : `; ${wireName}`})`,
    ),
    ...(withheld.length === 0 ? [] : ['withheld:']),
    ...withheld.map(({ name, required, reason }) => `  ${name}${required ? ' (required)' : ''}: ${REASONS[reason]}`),
    ...(answer === null ? [] : [...algorithmLines(trial, answer), ...xmlLines(answer)]),
  ]
  // Names and addresses in metadata are a stranger's: a terminal obeys none of it.
  return lines.map(oneLine)
}

function algorithmLines({ service }: TrialLogin, { signature, encryption }: OpenAnswer): readonly string[] {
  const { key, algorithm, digest } = signature
  return [
    `signed: ${service.settings.sign}, ${shortName(algorithm)} with ${shortName(digest)}, key ${key}`,
    encryption === null
      ? 'encrypted: no'
      : `encrypted: ${shortName(encryption.content)}, ${shortName(encryption.transport)}`,
  ]
}

const xmlLines = ({ assertion, response, encryption }: OpenAnswer): readonly string[] => [
  ...(encryption === null ? [] : ['assertion, before it is encrypted:', ...tags(assertion)]),
  'response:',
  ...tags(response),
]

const tags = (xml: string): readonly string[] => xml.replace(/>\s*</g, '>\n<').split('\n')
