import type { Rule } from 'eslint'

export const placedGlobals: Rule.RuleModule
