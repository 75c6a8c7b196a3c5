import { SafeLink } from '../../../ui/components/safe-link.js'
import type { Scope, View } from '../../../ui/page.js'
import type { DraftHead } from '../../../domain/draft.js'
import { CONSOLE } from '../console-context.js'
import { consoleTexts } from '../texts/texts.js'
import type { ConsoleBarModel } from './components/console-bar.js'
import { defineConsolePage } from './components/console-page.js'

export interface DraftsModel {
  readonly bar: ConsoleBarModel
  readonly drafts: readonly DraftHead[]
}

/** The changes that wait for a second person, oldest first. */
export const draftsPage = defineConsolePage('operator-drafts', view)

function view(page: DraftsModel, scope: Scope): View {
  const { drafts } = consoleTexts(scope.language)
  return {
    title: drafts.title,
    problem: false,
    content: (
      <>
        <div class="app-stack--s">
          <h1 class="kern-heading-large">{drafts.title}</h1>
          <p class="kern-body">{page.drafts.length === 0 ? drafts.none : drafts.intro}</p>
        </div>
        {page.drafts.map((draft) => (
          <section class="app-stack--s" key={draft.id} data-draft={draft.id}>
            <h2 class="kern-heading-small">
              <SafeLink href={CONSOLE.draft(draft.id)}>{drafts.acts[draft.act]}</SafeLink>
            </h2>
            <p class="app-literal">{draft.subject}</p>
            {draft.more === 0 ? null : <p class="kern-body">{drafts.more(draft.more)}</p>}
            <DraftSentence draft={draft} scope={scope} />
          </section>
        ))}
      </>
    ),
  }
}

/** Who wants it, since when, and until when it can be decided. */
export function DraftSentence({ draft, scope }: { readonly draft: DraftHead; readonly scope: Scope }) {
  const { drafts, history } = consoleTexts(scope.language)
  const when = (at: number): string => history.when(scope.formats.day(at), scope.formats.timeOfDay(at))
  return (
    <p class="kern-body">
      {drafts.proposed(draft.author)}, <time datetime={new Date(draft.at).toISOString()}>{when(draft.at)}</time>.{' '}
      {drafts.until(when(draft.expiresAt))}
    </p>
  )
}
