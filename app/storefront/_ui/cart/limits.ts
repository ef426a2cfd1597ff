/** Units of one variant that a cart line may hold; the database's own limit. */
export const MAX_LINE_QUANTITY = 9999
