/** Where the forms of a login's steps lie below the login's own address. */
export const LOGIN_FORMS = ['person', 'methods', 'review', 'switch', 'confirm', 'profile'] as const
export type LoginForm = (typeof LOGIN_FORMS)[number]

/**
 * Everything that lies there beside the methods. No upstream can have such a name, as its method would lie at the same
 * address.
 */
export const LOGIN_ADDRESSES = [...LOGIN_FORMS, 'left-open'] as const
