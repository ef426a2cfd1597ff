/** Names of the files of an export. */
export const EXPORT_NAMES = [
  'store.json',
  'products.csv',
  'collections.csv',
  'customers.csv',
  'orders.csv',
  'discounts.csv',
  'pages.csv',
  'everything.zip',
] as const
export type ExportName = (typeof EXPORT_NAMES)[number]

export function isExportName(text: string): text is ExportName {
  return EXPORT_NAMES.some((name) => name === text)
}
