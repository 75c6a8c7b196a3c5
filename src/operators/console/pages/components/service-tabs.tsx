import type { Scope } from '../../../../ui/page.js'
import type { TabLink } from '../../service-tabs.js'
import { consoleTexts } from '../../texts/texts.js'

interface Props {
  /** What citizens see the service called. */
  readonly name: string
  readonly tabs: readonly TabLink[]
  readonly scope: Scope
}

/** From one page of a service to the others. */
export function ServiceTabs({ name, tabs, scope }: Props) {
  const texts = consoleTexts(scope.language).tabs
  return (
    <nav class="app-tabs" aria-label={texts.label(name)}>
      <ul class="app-nav">
        {tabs.map(({ tab, path, isHere }) => (
          <li key={tab}>
            <a
              class="kern-link kern-link--no-visited-state"
              href={path}
              data-tab={tab}
              aria-current={isHere ? 'page' : undefined}
            >
              {texts.names[tab]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
