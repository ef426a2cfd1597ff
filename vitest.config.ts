import { defineConfig } from 'vitest/config'

const shared = { resolve: { tsconfigPaths: true } }
const everywhere = ['**/node_modules/**', '**/.next*/**', '**/.data*/**', 'e2e/**']

/** `*.db.test.ts` get a real PostgreSQL with real roles; `tests/faults` runs the production build; everything else neither. */
export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          sequence: { groupOrder: 1 },
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: ['**/*.db.test.ts', 'tests/faults/**', ...everywhere],
          testTimeout: 30_000,
        },
      },
      {
        ...shared,
        test: {
          name: 'database',
          sequence: { groupOrder: 2 },
          include: ['**/*.db.test.ts'],
          exclude: everywhere,
          globalSetup: ['tests/support/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        ...shared,
        test: {
          name: 'faults',
          sequence: { groupOrder: 3 },
          include: ['tests/faults/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', ...everywhere],
          testTimeout: 300_000,
          maxWorkers: 1,
        },
      },
    ],
  },
})
