import type { OperatorRole } from '../../../../domain/operator.js'
import { Button, PostForm } from '../../../../ui/components/form.js'
import type { Form } from '../../../../ui/form-fields.js'
import type { Scope } from '../../../../ui/page.js'
import type { ConsolePage } from '../../texts/messages.js'
import { consoleTexts } from '../../texts/texts.js'

/** Above every page of the console: who is signed in, the pages that the role may open, the way out. */
export interface ConsoleBarModel {
  readonly operator: string
  readonly role: OperatorRole
  readonly tenant: string | null
  readonly pages: readonly {
    readonly id: ConsolePage
    readonly path: string
    readonly isHere: boolean
  }[]
  readonly signOut: Form
}

/** Whether the way to the import page is open to whoever has this bar. */
export const mayImport = ({ pages }: ConsoleBarModel): boolean => pages.some(({ id }) => id === 'import')

export function ConsoleBar({ bar, scope }: { readonly bar: ConsoleBarModel; readonly scope: Scope }) {
  const texts = consoleTexts(scope.language)
  return (
    <section class="app-console-bar" aria-label={texts.bar.label}>
      <div class="app-wrap app-console-bar__row">
        <nav aria-label={texts.bar.navigation}>
          <ul class="app-nav">
            {bar.pages.map(({ id, path, isHere }) => (
              <li key={id}>
                <a class="kern-link kern-link--no-visited-state" href={path} aria-current={isHere ? 'page' : undefined}>
                  {texts.bar.pages[id]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="app-console-bar__who">
          <p class="kern-body">{texts.bar.signedInAs(bar.operator, texts.roles[bar.role], bar.tenant)}</p>
          <PostForm form={bar.signOut}>
            <Button look="tertiary" label={texts.bar.signOut} />
          </PostForm>
        </div>
      </div>
    </section>
  )
}
