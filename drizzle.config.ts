import { defineConfig } from 'drizzle-kit'

/** `npm run db:generate` writes migrations from the schema; FORCE RLS, grants and functions are added by hand beside them. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './db/schema/*.ts',
  out: './db/migrations',
})
