import { shortName } from '../../../domain/algorithm-name.js'
import { serviceName } from '../../../domain/service.js'
import { Alert } from '../../../ui/components/alert.js'
import { Button, PostForm } from '../../../ui/components/form.js'
import { Notice } from '../../../ui/components/notice.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import { XmlText } from '../../../ui/components/xml-text.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import { assertedBy, type TrialLogin } from '../../services/trial-login.js'
import { isAttributeName } from '../../../domain/identity.js'
import type { TabLink } from '../service-tabs.js'
import { consoleTexts } from '../texts/texts.js'
import { ServiceTabs } from './components/service-tabs.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'

export interface TrialModel {
  readonly bar: ConsoleBarModel
  readonly tabs: readonly TabLink[]
  /** The form of the service, whose button leads here again. */
  readonly form: Form
  readonly back: string
  readonly trial: TrialLogin
}

interface Props {
  readonly trial: TrialLogin
  readonly scope: Scope
}

/** What the login of a test citizen would send to a service now, in words and as XML. */
export const trialPage = defineConsolePage('operator-trial', view)

function view({ tabs, form, back, trial }: TrialModel, scope: Scope): View {
  const { trial: texts } = consoleTexts(scope.language)
  const { outcome, service } = trial
  return {
    title: texts.title(serviceName(service, scope.language)),
    problem: outcome !== 'answered',
    // The page has no address of its own: in another language the login is tried again.
    languageForm: { form, fields: { [FORM_FIELDS.decision]: 'test' } },
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{texts.title(serviceName(service, scope.language))}</h1>
          <p class="app-literal">{service.entityId}</p>
          <p class="kern-body">{texts.nothingSent}</p>
        </div>
        <ServiceTabs name={serviceName(service, scope.language)} tabs={tabs} scope={scope} />
        <div data-testid="trial-outcome" data-outcome={outcome}>
          {outcome === 'answered' ? (
            <Notice look="success" text={texts.answered} id="trial-answered" />
          ) : (
            <Alert look="danger" title={texts.noAnswer}>
              <p class="kern-body">{texts.ends[outcome]}</p>
            </Alert>
          )}
        </div>
        <Facts trial={trial} scope={scope} />
        <Released trial={trial} scope={scope} />
        <WithheldList trial={trial} scope={scope} />
        <Messages trial={trial} scope={scope} />
        <PostForm form={form}>
          <p class="app-actions">
            <Button look="secondary" label={texts.again} name={FORM_FIELDS.decision} value="test" />
          </p>
        </PostForm>
        <p class="kern-body">
          <SafeLink href={back}>{texts.back}</SafeLink>
        </p>
      </>
    ),
  }
}

/** One thing that is known; nothing where it is not. */
function Fact({ label, text, id }: { readonly label: string; readonly text: string | null; readonly id: string }) {
  return text === null ? null : (
    <div class="app-attribute">
      <dt>{label}</dt>
      <dd class="app-literal" data-testid={`trial-${id}`}>
        {text}
      </dd>
    </div>
  )
}

function Facts({ trial, scope }: Props) {
  const { trial: texts } = consoleTexts(scope.language)
  const { fields } = texts
  const { answer, needed, method, acs, service } = trial
  const level = assertedBy(trial)
  const { signature, encryption } = answer ?? { signature: null, encryption: null }
  const signed =
    signature &&
    texts.signedWith(service.settings.sign, shortName(signature.algorithm), shortName(signature.digest), signature.key)
  const encrypted = encryption ? `${shortName(encryption.content)}, ${shortName(encryption.transport)}` : null
  return (
    <dl class="app-attributes">
      <Fact id="level" label={fields.level} text={level && scope.texts.levels[level]} />
      <Fact
        id="needed"
        label={fields.needed}
        text={needed === null || needed === 'unreachable' ? null : scope.texts.levels[needed]}
      />
      <Fact id="method" label={fields.method} text={method && scope.methodText(method.id).label} />
      <Fact id="destination" label={fields.destination} text={acs} />
      <Fact id="name-id" label={fields.nameId} text={answer && `${answer.nameId} (${answer.nameIdFormat})`} />
      <Fact id="class" label={fields.classRef} text={answer?.classRef ?? null} />
      <Fact id="signed" label={fields.signed} text={signed} />
      <Fact id="encrypted" label={fields.encrypted} text={answer && (encrypted ?? texts.notEncrypted)} />
    </dl>
  )
}

function Released({ trial: { decision, answer }, scope }: Props) {
  const { trial: texts } = consoleTexts(scope.language)
  if (decision === null) return null
  const { attributes } = decision.release
  return (
    <div class="app-stack--s">
      <h2 class="kern-heading-small">{texts.released}</h2>
      {attributes.length === 0 ? <p class="kern-body">{texts.noneReleased}</p> : null}
      <dl class="app-attributes">
        {attributes.map(({ name, value, level, required }) => (
          <div class="app-attribute" key={name}>
            <dt>{scope.texts.attributes[name]}</dt>
            <dd data-attribute={name}>{value}</dd>
            <dd>
              {required ? texts.required : texts.optional}, {texts.origin(decision.origins[name] ?? 'self-declared')},{' '}
              {texts.level(scope.texts.levels[level])}
            </dd>
            <dd class="app-literal">{answer?.attributes.find((each) => each.friendlyName === name)?.name}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function WithheldList({ trial: { withheld }, scope }: Props) {
  const { trial: texts } = consoleTexts(scope.language)
  if (withheld.length === 0) return null
  return (
    <div class="app-stack--s">
      <h2 class="kern-heading-small">{texts.withheld}</h2>
      <dl class="app-attributes">
        {withheld.map(({ name, required, reason }) => (
          <div class="app-attribute" key={name} data-withheld={name}>
            <dt class={isAttributeName(name) ? undefined : 'app-literal'}>
              {isAttributeName(name) ? scope.texts.attributes[name] : name}
            </dt>
            <dd>
              {required ? `${texts.required}: ` : ''}
              {texts.reasons[reason]}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Messages({ trial: { answer }, scope }: Props) {
  const { trial: texts } = consoleTexts(scope.language)
  if (answer === null) return null
  return (
    <>
      {answer.encryption === null ? null : (
        <div class="app-stack--s" data-testid="trial-assertion">
          <h2 class="kern-heading-small">{texts.assertion}</h2>
          <XmlText xml={answer.assertion} label={texts.assertion} />
        </div>
      )}
      <div class="app-stack--s" data-testid="trial-response">
        <h2 class="kern-heading-small">{texts.response}</h2>
        <XmlText xml={answer.response} label={texts.response} />
      </div>
    </>
  )
}
