import { defineConfig } from '@playwright/test'
import { findChromium } from './e2e/support/chromium'

/** One worker: the tests share one running platform, and the last project stops and kills it. */
export default defineConfig({
  testDir: 'e2e',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  globalSetup: './e2e/support/start-platform.ts',
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: findChromium(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--host-resolver-rules=MAP *.example.test 127.0.0.1',
      ],
    },
  },
  projects: [
    { name: 'platform', testIgnore: /lifecycle\.spec\.ts/ },
    { name: 'lifecycle', testMatch: /lifecycle\.spec\.ts/, dependencies: ['platform'] },
  ],
})
