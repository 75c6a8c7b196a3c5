import type { Rule } from 'eslint'

export const retiredWords: Rule.RuleModule
