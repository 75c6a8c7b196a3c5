import type { Instant } from '../../domain/instant.js'
import { CopyButton } from '../../ui/components/copy-button.js'
import { Button, PostForm } from '../../ui/components/form.js'
import { RichText } from '../../ui/components/rich-text.js'
import { DECISIONS, FORM_FIELDS, type Form } from '../../ui/form-fields.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { codeGroups, codesAsText } from '../codes-text.js'
import { factorTexts } from '../texts/texts.js'

/** Shown this once. */
export interface RecoveryCodesModel {
  readonly codes: readonly string[]
  /** A factor was set up in the same step. */
  readonly withFactor: boolean
  /** Whose they are, as the citizen logs in, and since when: for the list on paper. */
  readonly account: string
  readonly at: Instant
  /** Its buttons save the list, or go on. */
  readonly form: Form
  /** The codes for this form, sealed. */
  readonly draft: string
}

/** The codes that stand in for a lost second factor. In another language they would be others: they are shown once. */
export const recoveryCodesPage = definePage('recovery-codes', view)

function view(page: RecoveryCodesModel, scope: Scope): View {
  const { codes } = factorTexts(scope.language)
  const { name } = scope.context.site
  return {
    title: codes.title,
    problem: false,
    shownOnce: true,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{codes.title}</h1>
          <p class="kern-body app-print">{codes.listOf(name, page.account, scope.formats.day(page.at))}</p>
          {page.withFactor ? <p class="kern-body">{codes.added}</p> : null}
          <p class="kern-body">{codes.intro}</p>
          <p class="kern-body">
            <RichText of={codes.once} />
          </p>
        </div>
        <ol class="app-codes">
          {page.codes.map((code) => (
            <li key={code} data-testid="recovery-code">
              {codeGroups(code)}
            </li>
          ))}
        </ol>
        <PostForm form={page.form}>
          <input type="hidden" name={FORM_FIELDS.draft} value={page.draft} />
          <div class="app-actions" data-codes data-print={codes.print}>
            <Button look="secondary" label={codes.save} name={FORM_FIELDS.decision} value={DECISIONS.download} />
            <CopyButton text={codesAsText(page, name, scope)} label={codes.copy} scope={scope} />
            <script type="module" src={scope.assets.url('codes.js')} />
          </div>
          <p class="app-actions">
            <Button look="primary" label={codes.done} name={FORM_FIELDS.decision} value={DECISIONS.continue} />
          </p>
        </PostForm>
      </>
    ),
  }
}
