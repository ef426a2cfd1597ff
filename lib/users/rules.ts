/** Lengths of a password in characters. Apart from types.ts so that a form can name them without the schemas. */
export const PASSWORD_MIN = 10
/** argon2 reads the whole text; without a limit a request could make it read megabytes. */
export const PASSWORD_MAX = 200
