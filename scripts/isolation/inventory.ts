/** What a build holds: every route and every server action, as Next itself lists them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export interface Inventory {
  /** Route patterns (`/admin/[store]/orders/[id]`). */
  routes: string[]
  /** `file#export` -> the id that a browser calls it by. */
  actions: Map<string, string>
}

const actionsSchema = z.object({
  node: z.record(z.string(), z.object({ filename: z.string(), exportedName: z.string() })),
})
const routesSchema = z.record(z.string(), z.string())
/** Next's own pages for errors. */
const NEXTS_OWN = new Set(['/_not-found', '/_global-error'])

/** A build in a folder of its own below the project's names its files from there. */
const BELOW = /^\.[^/]+\//

/** Reads the manifests below `dist` (`.next`). */
export function readInventory(dist: string): Inventory {
  const read = (file: string) => JSON.parse(readFileSync(join(dist, file), 'utf8'))
  const { node } = actionsSchema.parse(read('server/server-reference-manifest.json'))
  const routes = Object.values(routesSchema.parse(read('app-path-routes-manifest.json')))
  return {
    routes: [...new Set(routes)].filter((route) => !NEXTS_OWN.has(route)).sort(),
    actions: new Map(
      Object.entries(node)
        .map(([id, { filename, exportedName }]) => [`${filename.replace(BELOW, '')}#${exportedName}`, id] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  }
}
