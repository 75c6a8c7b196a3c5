import type { KeyUse } from '../../../domain/ports/signing-keys.js'
import { Alert } from '../../../ui/components/alert.js'
import { Button, PostForm } from '../../../ui/components/form.js'
import { Notice } from '../../../ui/components/notice.js'
import { SelectField } from '../../../ui/components/select-field.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import type { KeyFetches } from '../../keys/known-by.js'
import type { KeyView } from '../../keys/manage-keys.js'
import { consoleTexts } from '../texts/texts.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'
import { KeyCard } from './components/key-card.js'
import { FindingList, type FindingLine } from './components/finding-list.js'

/** What the page says after a change. */
export const KEY_DONE = ['generated', 'activated', 'retired'] as const
export type KeyDone = (typeof KEY_DONE)[number]

export interface KeysModel {
  readonly bar: ConsoleBarModel
  readonly keys: readonly KeyView[]
  /** Of the keys that are announced, by id. */
  readonly fetches: ReadonlyMap<string, KeyFetches>
  readonly types: readonly string[]
  /** Of whoever may change the keys; null: they are only shown. */
  readonly form: Form | null
  readonly done: KeyDone | null
  readonly refused: FindingLine | null
}

interface Props {
  readonly page: KeysModel
  readonly scope: Scope
}

/** The broker's keys, and their roll-over in steps with dates. */
export const keysPage = defineConsolePage('operator-keys', view)

function view(page: KeysModel, scope: Scope): View {
  const { keys } = consoleTexts(scope.language)
  return {
    title: keys.title,
    problem: page.refused !== null,
    content: (
      <>
        {page.done === null ? null : <Notice look="success" text={keys.done[page.done]} id="keys-done" />}
        {page.refused === null ? null : (
          <div role="alert">
            <Alert look="danger" title={keys.refused}>
              <FindingList findings={[page.refused]} scope={scope} />
            </Alert>
          </div>
        )}
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{keys.title}</h1>
          <p class="kern-body">{keys.intro}</p>
        </div>
        <KeysFor use="signing" page={page} scope={scope} />
        <KeysFor use="encryption" page={page} scope={scope} />
        {page.form === null ? null : <Make page={page} form={page.form} scope={scope} />}
        <Steps scope={scope} />
      </>
    ),
  }
}

function KeysFor({ use, page, scope }: Props & { readonly use: KeyUse }) {
  const { keys } = consoleTexts(scope.language)
  const all = page.keys.filter(({ key }) => key.use === use)
  const inUse = all.filter(({ key }) => key.state !== 'retired')
  const retired = all.filter(({ key }) => key.state === 'retired')
  const card = (view: KeyView) => (
    <KeyCard
      key={view.key.id}
      view={view}
      fetches={page.fetches.get(view.key.id) ?? null}
      form={page.form}
      scope={scope}
    />
  )
  return (
    <div class="app-stack--s">
      <h2 class="kern-heading-medium">{keys.uses[use]}</h2>
      <p class="kern-body">{keys.usesHint[use]}</p>
      {inUse.length === 0 ? <p class="kern-body">{keys.none}</p> : inUse.map(card)}
      {retired.length === 0 ? null : (
        <details class="kern-accordion">
          <summary class="kern-accordion__header">
            <span class="kern-title kern-title--small">{keys.retired(retired.length)}</span>
          </summary>
          <div class="kern-accordion__body">{retired.map(card)}</div>
        </details>
      )}
    </div>
  )
}

function Make({ page, form, scope }: Props & { readonly form: Form }) {
  const { keys } = consoleTexts(scope.language)
  const uses = (['signing', 'encryption'] as const).map((use) => ({ value: use, label: keys.uses[use] }))
  const types = page.types.map((type) => ({ value: type, label: type }))
  return (
    <PostForm form={form}>
      <h2 class="kern-heading-medium">{keys.make}</h2>
      <p class="kern-body">{keys.makeHint}</p>
      <SelectField id="use" name="use" label={keys.use} value="signing" choices={uses} choose={keys.choose} />
      <SelectField
        id="type"
        name="type"
        label={keys.type}
        value={page.types[0] ?? ''}
        choices={types}
        choose={keys.choose}
      />
      <p class="app-actions">
        <Button look="primary" label={keys.submit} name={FORM_FIELDS.decision} value="generate" />
      </p>
    </PostForm>
  )
}

function Steps({ scope }: { readonly scope: Scope }) {
  const { steps } = consoleTexts(scope.language).keys
  return (
    <div class="app-stack--s">
      <h2 class="kern-heading-medium">{steps.heading}</h2>
      <ol class="app-steps kern-body">
        {steps.all.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  )
}
