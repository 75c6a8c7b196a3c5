/**
 * For rows of one moment, by code units: the same on every database. In SQL, SQLite orders text by bytes and PostgreSQL as
 * the locale has it that the database was made with.
 */
export const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
