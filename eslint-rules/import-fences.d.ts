import type { Rule } from 'eslint'

export const importFences: Rule.RuleModule
