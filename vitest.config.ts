import { defineConfig } from 'vitest/config'

const shared = { resolve: { tsconfigPaths: true } }
const everywhere = ['**/node_modules/**', '**/.next*/**', '**/.data*/**', 'e2e/**']

/** `*.db.test.ts` get a real PostgreSQL with real roles; everything else runs without one. */
export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          sequence: { groupOrder: 1 },
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: ['**/*.db.test.ts', ...everywhere],
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
    ],
  },
})
