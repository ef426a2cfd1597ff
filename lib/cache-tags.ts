/**
 * Every cache tag in one place; each begins with the store's id, so that nothing can purge or read across stores.
 * A cached reader names its tags, a command's caller expires the same ones.
 */
export const cacheTags = {
  /** Name, settings, theme, navigation: on every page of the store. */
  store: (storeId: number) => `s:${storeId}:store`,
  /** Any product, collection or price: listings. */
  catalog: (storeId: number) => `s:${storeId}:catalog`,
  product: (storeId: number, handle: string) => `s:${storeId}:product:${handle}`,
  pages: (storeId: number) => `s:${storeId}:pages`,
} as const
