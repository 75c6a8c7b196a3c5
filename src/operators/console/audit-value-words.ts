import { isAttributeName } from '../../domain/identity.js'
import type { Scope } from '../../ui/page.js'
import type { ValueWord } from '../told/audit-sentences.js'
import { consoleTexts } from './texts/texts.js'

/** Values of entries of the audit log in the words of the console; what is nobody's word stays as it stands there. */
export function auditValueWords({
  language,
  texts,
  methodText,
}: Pick<Scope, 'language' | 'texts' | 'methodText'>): ValueWord {
  const { roles, drafts, values, fields, access, trial } = consoleTexts(language)
  const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    role: roles,
    act: drafts.acts,
    use: values.uses,
    factor: { totp: access.app },
    changed: fields,
    outcome: { ...trial.ends, answered: trial.answered },
  }
  return (field, value) => {
    if (field === 'method' || field === 'methods') return methodText(value).label
    if (field === 'attributes') return isAttributeName(value) ? texts.attributes[value] : value
    const table = tables[field]
    return table && Object.hasOwn(table, value) ? (table[value] ?? value) : value
  }
}
