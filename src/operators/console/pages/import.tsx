import { TRUST_LEVELS } from '../../../domain/trust-level.js'
import { Alert } from '../../../ui/components/alert.js'
import { Button, Field } from '../../../ui/components/form.js'
import { SelectField } from '../../../ui/components/select-field.js'
import { FORM_FIELDS, type Form } from '../../../ui/form-fields.js'
import type { Scope, View } from '../../../ui/page.js'
import { consoleTexts } from '../texts/texts.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'
import { FindingText, type FindingLine } from './components/finding-list.js'

/** What is wrong with the form itself. */
export type ImportProblem = 'missing' | 'several' | 'too-large'

/** How a document is given, as it was typed. */
export interface TypedSources {
  readonly text: string
  readonly url: string
  readonly signer: string
}

export interface ImportModel extends TypedSources {
  readonly bar: ConsoleBarModel
  readonly form: Form
  readonly trustLevel: string
  readonly tenant: string
  /** The tenants to choose from; null for whoever has one. */
  readonly tenants: readonly string[] | null
  readonly problem: ImportProblem | null
  /** Why the document as a whole is refused, with the rule; null: it is not. */
  readonly refused: FindingLine | null
}

/** Where metadata are given: as a file, as text, or by an address. */
export const importPage = defineConsolePage('operator-import', view)

function view(page: ImportModel, scope: Scope): View {
  const texts = consoleTexts(scope.language).import
  const text = page.problem && texts.problems[page.problem]
  return {
    title: texts.title,
    problem: text !== null || page.refused !== null,
    content: (
      <>
        {page.refused === null ? null : (
          <div role="alert" data-finding={page.refused.rule}>
            <Alert look="danger" title={texts.refusedTitle}>
              <p class="kern-body">
                <FindingText line={page.refused} />
              </p>
            </Alert>
          </div>
        )}
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{texts.title}</h1>
          <p class="kern-body">{texts.intro}</p>
        </div>
        <form class="app-stack" method="post" action={page.form.action} enctype="multipart/form-data" novalidate>
          <input type="hidden" name={FORM_FIELDS.token} value={page.form.token} />
          <Sources page={page} error={text} scope={scope} />
          <Settings page={page} scope={scope} />
          <p class="app-actions">
            <Button look="primary" label={texts.preview} name={FORM_FIELDS.decision} value="preview" />
          </p>
        </form>
      </>
    ),
  }
}

interface PartProps {
  readonly page: ImportModel
  readonly scope: Scope
}

interface SourcesProps {
  readonly page: TypedSources
  readonly error: string | null
  readonly scope: Scope
}

/** A file, a text or an address, and who must have signed it. */
export function Sources({ page, error, scope }: SourcesProps) {
  const texts = consoleTexts(scope.language).import
  return (
    <>
      <Field text={{ id: 'metadata', label: texts.file, error }}>
        <input
          class="kern-form-input__input"
          type="file"
          id="metadata"
          name="metadata"
          accept=".xml,application/samlmetadata+xml,text/xml"
          aria-describedby={error === null ? undefined : 'metadata-error'}
        />
      </Field>
      <Field text={{ id: 'metadataText', label: texts.text }}>
        <textarea
          class="kern-form-input__input app-literal"
          id="metadataText"
          name="metadataText"
          rows={6}
          spellcheck={false}
        >
          {page.text}
        </textarea>
      </Field>
      <Field text={{ id: 'metadataUrl', label: texts.url }}>
        <input
          class="kern-form-input__input"
          type="url"
          id="metadataUrl"
          name="metadataUrl"
          value={page.url}
          autocomplete="off"
        />
      </Field>
      <Field text={{ id: 'signer', label: texts.signer, hint: texts.signerHint }}>
        <textarea
          class="kern-form-input__input app-literal"
          id="signer"
          name="signer"
          rows={3}
          spellcheck={false}
          aria-describedby="signer-hint"
        >
          {page.signer}
        </textarea>
      </Field>
    </>
  )
}

function Settings({ page, scope }: PartProps) {
  const texts = consoleTexts(scope.language).import
  return (
    <>
      <SelectField
        id="trustLevel"
        name="trustLevel"
        label={texts.level}
        value={page.trustLevel}
        choose={texts.levelOfMetadata}
        choices={TRUST_LEVELS.map((level) => ({ value: level, label: scope.texts.levels[level] }))}
      />
      {page.tenants === null || page.tenants.length === 0 ? null : (
        <SelectField
          id="tenant"
          name="tenant"
          label={texts.tenant}
          value={page.tenant}
          choose={texts.noTenant}
          choices={page.tenants.map((tenant) => ({ value: tenant, label: tenant }))}
        />
      )}
    </>
  )
}
