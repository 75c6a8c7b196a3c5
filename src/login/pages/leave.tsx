import { Button } from '../../ui/components/form.js'
import { safeAction } from '../../ui/components/safe-link.js'
import { definePage, type Scope, type View } from '../../ui/page.js'
import { loginTexts } from '../texts/texts.js'

export interface LeaveModel {
  /** Where the form leads, and what it takes there. */
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
  /** The method that leads there. */
  readonly method: string
}

/** The way to another account: one fixed form that sends itself, or is sent by its button without scripts. */
export const leavePage = definePage('leave', view, { isEasy: true, handsOver: () => 'by-itself' })

function view(page: LeaveModel, { language, methodText }: Scope): View {
  const { leave, handOver } = loginTexts(language)
  const title = leave.title(methodText(page.method).label)
  return {
    title,
    problem: false,
    content: (
      <>
        <h1 class="kern-heading-large">{title}</h1>
        <p class="kern-body">{handOver.intro}</p>
        <noscript>
          <p class="kern-body">{handOver.withoutScript}</p>
        </noscript>
        <form id="hand-over" method="post" action={safeAction(page.action)}>
          {Object.entries(page.fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Button look="primary" label={handOver.submit(null)} />
        </form>
      </>
    ),
  }
}
