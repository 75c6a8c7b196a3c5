import { Alert } from '../../../ui/components/alert.js'
import { Button, ErrorSummary, PostForm, TextField } from '../../../ui/components/form.js'
import { RuleList } from '../../../ui/components/rule-list.js'
import { SafeLink } from '../../../ui/components/safe-link.js'
import { XmlText } from '../../../ui/components/xml-text.js'
import type { RefusedRequest } from '../../../domain/refused-request.js'
import type { Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import { requestRuleTexts } from '../../../ui/texts/request-rules.js'
import type { Refusal } from '../../findings.js'
import { CONSOLE, REQUEST_CHECK } from '../console-context.js'
import { refusalText } from '../finding-text.js'
import { consoleTexts } from '../texts/texts.js'
import { Badge } from './components/badge.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'

export interface ShownRequest {
  readonly request: RefusedRequest
  /** The tenant and the name of the service that sent it, if both are known. */
  readonly tenant: string | null
  readonly name: string | null
}

export interface RequestModel {
  readonly bar: ConsoleBarModel
  readonly form: Form
  /** As typed. */
  readonly errorId: string
  /** Why nothing is shown; null: nothing was refused. */
  readonly refusal: Refusal | null
  readonly shown: ShownRequest | null
}

/** Looks a refused request up by its error id. */
export const requestPage = defineConsolePage('operator-request', view)

function view(page: RequestModel, scope: Scope): View {
  const { request: texts } = consoleTexts(scope.language)
  const error = page.refusal && refusalText(page.refusal, scope)
  return {
    title: page.shown === null ? texts.title : texts.foundTitle(page.shown.request.errorId),
    problem: error !== null,
    // What was looked up has no address: in another language it is looked up again.
    ...(page.errorId !== '' && { languageForm: { form: page.form, fields: { errorId: page.errorId } } }),
    content: (
      <>
        <ErrorSummary
          title={scope.texts.form.problem}
          items={error === null ? [] : [{ field: 'errorId', text: error }]}
        />
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{texts.title}</h1>
          <p class="kern-body">{texts.intro}</p>
        </div>
        <PostForm form={page.form}>
          <TextField
            id="errorId"
            name="errorId"
            label={texts.errorId}
            hint={texts.hint}
            value={page.errorId}
            autocomplete="off"
            literal
            error={error}
          />
          <p class="app-actions">
            <Button look="primary" label={texts.lookUp} />
          </p>
        </PostForm>
        {page.refusal === null ? null : <p class="kern-body">{texts.unknown}</p>}
        {page.shown === null ? null : <Found shown={page.shown} scope={scope} />}
        <p class="kern-body">
          {texts.elsewhere} <SafeLink href={REQUEST_CHECK}>{texts.toCheck}</SafeLink>
        </p>
      </>
    ),
  }
}

function Found({ shown, scope }: { readonly shown: ShownRequest; readonly scope: Scope }) {
  const { request: texts } = consoleTexts(scope.language)
  const { rules, xmlTitle, demanded, place } = requestRuleTexts(scope.language)
  const { request } = shown
  const { title, demands, cure } = rules[request.rule]
  return (
    <>
      <h2 class="kern-heading-medium">{texts.foundTitle(request.errorId)}</h2>
      <Alert look="danger" title={texts.refusedBy(title)}>
        <p class="kern-body" data-testid="request-rule">
          <span class="app-literal">{request.code}</span>. {demanded} {demands}
        </p>
        {request.detail === null ? null : (
          <p class="kern-body">
            {place}{' '}
            <span class="app-literal" lang="en">
              {request.detail}
            </span>
          </p>
        )}
        <p class="kern-body">{cure}</p>
      </Alert>
      <Facts shown={shown} scope={scope} />
      <h3 class="kern-heading-small">{texts.checks}</h3>
      <RuleList checks={request.checks} scope={scope} />
      <h3 class="kern-heading-small">{xmlTitle}</h3>
      {request.xml === null ? (
        <p class="kern-body">{texts.undecoded}</p>
      ) : (
        <>
          <p class="kern-body">{texts.masked}</p>
          <XmlText xml={request.xml} label={xmlTitle} />
        </>
      )}
    </>
  )
}

function Facts({ shown: { request, tenant, name }, scope }: { readonly shown: ShownRequest; readonly scope: Scope }) {
  const { request: texts } = consoleTexts(scope.language)
  const { bindings, senders } = requestRuleTexts(scope.language)
  const { service, claimed, sender } = request
  return (
    <dl class="app-attributes">
      <div class="app-attribute">
        <dt>{texts.from}</dt>
        <dd>
          {service !== null && name !== null ? <SafeLink href={CONSOLE.service(service)}>{name}</SafeLink> : null}{' '}
          <span class="app-literal" data-testid="request-issuer">
            {service ?? claimed ?? texts.nobody}
          </span>
        </dd>
        <dd>
          {sender === 'claimed' ? (
            <span data-testid="claimed">
              <Badge look="warning" label={texts.claimed} />
            </span>
          ) : null}{' '}
          {senders[sender]}
        </dd>
      </div>
      {tenant === null ? null : (
        <div class="app-attribute">
          <dt>{texts.tenant}</dt>
          <dd>{tenant}</dd>
        </div>
      )}
      <div class="app-attribute">
        <dt>{texts.at}</dt>
        <dd>
          <time dateTime={new Date(request.at).toISOString()}>{new Date(request.at).toISOString()}</time>
        </dd>
      </div>
      {request.answerId === null ? null : (
        <div class="app-attribute" data-testid="request-answer">
          <dt>{texts.answered}</dt>
          <dd class="app-literal">{request.answerId}</dd>
        </div>
      )}
      <div class="app-attribute">
        <dt>{texts.binding}</dt>
        <dd>{bindings[request.binding]}</dd>
      </div>
      <div class="app-attribute">
        <dt>RelayState</dt>
        <dd>{request.relayStateBytes === null ? texts.noRelayState : texts.bytes(request.relayStateBytes)}</dd>
      </div>
    </dl>
  )
}
