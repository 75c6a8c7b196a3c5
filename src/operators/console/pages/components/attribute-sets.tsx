import type { AttributeName } from '../../../../domain/identity.js'
import { inLanguage } from '../../../../domain/service.js'
import type { Scope } from '../../../../ui/page.js'
import type { ServiceView } from '../../../services/service-view.js'
import { consoleTexts } from '../../texts/texts.js'

interface Props {
  readonly view: ServiceView
  readonly scope: Scope
}

/** What a request can choose of: each set of attributes with its number, its name, and what it asks for. */
export function AttributeSets({ view: { consumers, service }, scope }: Props) {
  const { sets } = consoleTexts(scope.language)
  if (consumers.length === 0) return null
  const { requiredAttributes, optionalAttributes } = service.settings
  const named = (names: readonly AttributeName[]): string =>
    names.map((name) => scope.texts.attributes[name]).join(', ') || sets.none
  return (
    <div class="app-stack--s" data-testid="attribute-sets">
      <h2 class="kern-heading-small">{sets.heading}</h2>
      <p class="kern-body">{requiredAttributes === null && optionalAttributes === null ? sets.hint : sets.overruled}</p>
      <section class="app-table" aria-label={sets.heading} tabindex={0}>
        <table class="kern-table">
          <thead class="kern-table__head">
            <tr class="kern-table__row">
              {[sets.columns.index, sets.columns.name, sets.columns.required, sets.columns.optional].map((label) => (
                <th class="kern-table__header" scope="col" key={label}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody class="kern-table__body">
            {consumers.map(({ index, isDefault, names, required, optional }) => (
              <tr class="kern-table__row" key={index} data-attribute-set={index}>
                <th class="kern-table__header" scope="row">
                  {isDefault ? `${index} (${sets.isDefault})` : index}
                </th>
                <td class="kern-table__cell">{inLanguage(names, scope.language) ?? sets.nameless}</td>
                <td class="kern-table__cell">{named(required)}</td>
                <td class="kern-table__cell">{named(optional)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}
