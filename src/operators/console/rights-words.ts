import type { Operator } from '../../domain/operator.js'
import type { Scope } from '../../ui/page.js'
import { consoleTexts } from './texts/texts.js'

/** What an operator may do, for which tenant, in words. */
export function rightsWords(
  { role, tenant, hotline }: Pick<Operator, 'role' | 'tenant' | 'hotline'>,
  scope: Scope,
): string {
  const { roles, staff } = consoleTexts(scope.language)
  return [roles[role], ...(tenant === null ? [] : [tenant]), ...(hotline ? [staff.hotline] : [])].join(', ')
}
