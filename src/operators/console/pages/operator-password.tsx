import { CopyButton } from '../../../ui/components/copy-button.js'
import { Notice } from '../../../ui/components/notice.js'
import { LinkButton } from '../../../ui/components/safe-link.js'
import type { Scope, View } from '../../../ui/page.js'
import { consoleTexts } from '../texts/texts.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'

export interface OperatorPasswordModel {
  readonly bar: ConsoleBarModel
  readonly username: string
  readonly password: string
  /** Where a second person agrees first; null: it holds already. */
  readonly draft: string | null
  readonly back: string
}

/** The one-time password of another operator, shown this once. */
export const operatorPasswordPage = defineConsolePage('operator-password', view)

function view(page: OperatorPasswordModel, scope: Scope): View {
  const { staff } = consoleTexts(scope.language)
  const title = staff.givenTitle(page.username)
  return {
    title,
    problem: false,
    shownOnce: true,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{title}</h1>
          <p class="kern-body">{staff.handOver(page.username)}</p>
        </div>
        <dl class="app-attributes">
          <div class="app-attribute">
            <dt>{staff.given}</dt>
            <dd class="app-literal" data-testid="one-time-password">
              {page.password}
            </dd>
          </div>
        </dl>
        <CopyButton text={page.password} label={staff.copy} scope={scope} />
        <Notice look="info" text={staff.shownOnce} id="shown-once" />
        {page.draft === null ? null : <Notice look="info" text={staff.drafted} id="password-drafted" />}
        <p class="app-actions">
          {page.draft === null ? null : <LinkButton look="primary" href={page.draft} label={staff.toDraft} />}
          <LinkButton look="secondary" href={page.back} label={staff.back} />
        </p>
      </>
    ),
  }
}
