import './bootstrap/node-version.mjs'

// A later import, so that an old Node gets its sentence before anything newer is parsed.
const { runTypeScript } = await import('./bootstrap/run.mjs')
await runTypeScript('local/main.ts', process.argv.slice(2))
