import { LinkButton } from '../../ui/components/safe-link.js'
import { RichText } from '../../ui/components/rich-text.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { factorTexts } from '../texts/texts.js'

/** Shown this once. */
export interface RecoveryCodesModel {
  readonly codes: readonly string[]
  /** A factor was set up in the same step. */
  readonly withFactor: boolean
  readonly back: string
}

/** The codes that stand in for a lost second factor, shown this once. */
export const recoveryCodesPage = definePage('recovery-codes', view)

function view(page: RecoveryCodesModel, scope: Scope): View {
  const { codes } = factorTexts(scope.language)
  return {
    title: codes.title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{codes.title}</h1>
          {page.withFactor ? <p class="kern-body">{codes.added}</p> : null}
          <p class="kern-body">{codes.intro}</p>
          <p class="kern-body">
            <RichText of={codes.once} />
          </p>
        </div>
        <ol class="app-codes">
          {page.codes.map((code) => (
            <li key={code} data-testid="recovery-code">
              {(code.match(/.{1,4}/g) ?? []).join(' ')}
            </li>
          ))}
        </ol>
        <p class="app-actions">
          <LinkButton look="primary" href={page.back} label={codes.done} />
        </p>
      </>
    ),
  }
}
