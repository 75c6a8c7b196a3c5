import type { CheckedRule } from '../../domain/request-rules.js'
import { Alert } from '../../ui/components/alert.js'
import { Button, describedBy, ErrorSummary, Field, PostForm, type FieldText } from '../../ui/components/form.js'
import { RuleList } from '../../ui/components/rule-list.js'
import { XmlText } from '../../ui/components/xml-text.js'
import type { Form } from '../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { metadataRefusal } from '../../ui/texts/de-metadata-refusals.js'
import { requestRuleTexts } from '../../ui/texts/request-rules.js'
import { requestCheckTexts } from '../texts/texts.js'

/** What was found in a request. */
export interface CheckedRequest {
  /** Null if it could not be decoded. */
  readonly message: {
    readonly binding: 'redirect' | 'post'
    readonly xml: string
    readonly relayStateBytes: number | null
  } | null
  readonly checks: readonly CheckedRule[]
}

/** Why something of pasted metadata is refused, by the rule and in the English of their reader. */
export interface MetadataFault {
  readonly rule: string
  readonly message: string
}

export interface RequestCheckModel {
  readonly form: Form
  /** As pasted. */
  readonly request: string
  readonly metadataText: string
  readonly isMissing: boolean
  /** More metadata than one portal has: none of them were read. */
  readonly isTooLarge: boolean
  /** Why the metadata cannot be read; empty: they are read, or there are none. */
  readonly metadataFaults: readonly MetadataFault[]
  readonly checked: CheckedRequest | null
}

interface Props {
  readonly page: RequestCheckModel
  readonly scope: Scope
}

/** The request decoder. */
export const requestCheckPage = definePage('request-check', view)

function view(page: RequestCheckModel, scope: Scope): View {
  const texts = requestCheckTexts(scope.language)
  const { request, metadataText } = page
  return {
    title: texts.title,
    problem: page.isMissing || page.isTooLarge || page.metadataFaults.length > 0,
    // What was pasted has no address: in another language it is checked again.
    ...(page.checked !== null && { languageForm: { form: page.form, fields: { request, metadataText } } }),
    content: (
      <>
        <ErrorSummary
          title={scope.texts.form.problem}
          items={[
            ...(page.isMissing ? [{ field: 'request', text: texts.missing }] : []),
            ...(page.isTooLarge ? [{ field: 'metadataText', text: texts.tooLarge }] : []),
          ]}
        />
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{texts.title}</h1>
          <p class="kern-body">{texts.intro}</p>
          <p class="kern-body">{texts.private}</p>
        </div>
        <MetadataFaults page={page} scope={scope} />
        {page.checked === null ? null : <Result checked={page.checked} scope={scope} />}
        <Inputs page={page} scope={scope} />
        <p class="kern-body">{texts.registry}</p>
      </>
    ),
  }
}

function MetadataFaults({ page: { metadataFaults }, scope }: Props) {
  const texts = requestCheckTexts(scope.language)
  if (metadataFaults.length === 0) return null
  return (
    <div role="alert">
      <Alert look="danger" title={texts.metadataRefused}>
        {metadataFaults.map((fault) => (
          <p class="kern-body" key={fault.message}>
            {scope.language === 'en' ? null : metadataRefusal(fault.rule)} <span lang="en">{fault.message}</span>
          </p>
        ))}
      </Alert>
    </div>
  )
}

function Result({ checked: { message, checks }, scope }: { readonly checked: CheckedRequest; readonly scope: Scope }) {
  const texts = requestCheckTexts(scope.language)
  const { bindings, xmlTitle } = requestRuleTexts(scope.language)
  return (
    <div class="app-stack" data-testid="request-checked">
      <h2 class="kern-heading-medium">{texts.result}</h2>
      <Verdict checks={checks} scope={scope} />
      {message === null ? null : (
        <p class="kern-body">
          {texts.cameBy(bindings[message.binding])}
          {message.relayStateBytes === null ? null : <>. {texts.relayState(message.relayStateBytes)}</>}
        </p>
      )}
      <RuleList checks={checks} scope={scope} />
      <h2 class="kern-heading-medium">{xmlTitle}</h2>
      {message === null ? <p class="kern-body">{texts.undecoded}</p> : <XmlText xml={message.xml} label={xmlTitle} />}
    </div>
  )
}

function Verdict({ checks, scope }: { readonly checks: readonly CheckedRule[]; readonly scope: Scope }) {
  const texts = requestCheckTexts(scope.language)
  const broken = checks.filter(({ went }) => went === 'failed').length
  const isOpen = checks.some(({ went }) => went === 'open')
  const [look, title, text] =
    broken > 0
      ? (['danger', texts.brokenTitle(broken), texts.broken] as const)
      : (['info', texts.openTitle, isOpen ? texts.open : texts.good] as const)
  return (
    <Alert look={look} title={title}>
      <p class="kern-body">{text}</p>
    </Alert>
  )
}

/** A field for many lines; its name is its id. The line feed that begins it is dropped by the browser (HTML §13.1.2.5). */
const Pasted = ({ text, value }: { readonly text: FieldText; readonly value: string }) => (
  <Field text={text}>
    <textarea
      class="kern-form-input__input app-literal"
      id={text.id}
      name={text.id}
      rows={6}
      spellcheck={false}
      aria-describedby={describedBy(text)}
      aria-invalid={text.error ? 'true' : undefined}
    >
      {`\n${value}`}
    </textarea>
  </Field>
)

function Inputs({ page, scope }: Props) {
  const texts = requestCheckTexts(scope.language)
  const request = {
    id: 'request',
    label: texts.request,
    hint: texts.requestHint,
    error: page.isMissing ? texts.missing : null,
  }
  const metadata = {
    id: 'metadataText',
    label: texts.metadata,
    hint: texts.metadataHint,
    error: page.isTooLarge ? texts.tooLarge : null,
  }
  return (
    <PostForm form={page.form}>
      <Pasted text={request} value={page.request} />
      <Pasted text={metadata} value={page.metadataText} />
      <p class="app-actions">
        <Button look="primary" label={texts.check} />
      </p>
    </PostForm>
  )
}
