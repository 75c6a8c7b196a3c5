import type { Scope } from '../../../../ui/page.js'
import type { KeyFetches } from '../../../keys/known-by.js'
import { consoleTexts } from '../../texts/texts.js'

/** Who has fetched the metadata since a key stands in them, as far as that is known. */
export function Fetches({ fetches, scope }: { readonly fetches: KeyFetches; readonly scope: Scope }) {
  const texts = consoleTexts(scope.language).keys.fetches
  const { count, lastAt, named, notYet } = fetches
  const dayOf = (at: number): string => scope.formats.day(at)
  return (
    <div class="app-stack--s" data-fetches={lastAt === null ? undefined : count}>
      <p class="kern-body">
        {lastAt === null ? texts.never : texts.often(count, dayOf(lastAt))}{' '}
        {lastAt !== null && named.length === 0 ? texts.nobodyNamed : null}
      </p>
      {named.length === 0 ? null : (
        <details class="kern-accordion">
          <summary class="kern-accordion__header">
            <span class="kern-title kern-title--small">
              {texts.named} {named.length}
            </span>
          </summary>
          <div class="kern-accordion__body">
            <ul class="app-plain">
              {named.map(({ entityId, count: often, lastAt: last }) => (
                <li key={entityId} class="kern-body app-literal" data-fetched-by={entityId}>
                  {texts.byName(entityId, often, dayOf(last))}
                </li>
              ))}
            </ul>
          </div>
        </details>
      )}
      {notYet.length === 0 ? null : (
        <>
          <p class="kern-body">{texts.notYet}</p>
          <ul class="app-plain">
            {notYet.map((entityId) => (
              <li key={entityId} class="kern-body app-literal" data-not-fetched-by={entityId}>
                {entityId}
              </li>
            ))}
          </ul>
        </>
      )}
      {lastAt === null ? null : <p class="kern-body">{texts.hint}</p>}
    </div>
  )
}
