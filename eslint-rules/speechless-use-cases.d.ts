import type { Rule } from 'eslint'

export const speechlessUseCases: Rule.RuleModule
