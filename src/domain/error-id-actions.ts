/** The actions whose entries may name an error id: few among all, and each found along an index. */
export const ERROR_ID_ACTIONS = ['request.shown', 'audit.shown', 'audit.exported'] as const
