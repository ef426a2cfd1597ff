/** How every menu of the desk looks. */
export const menuLook =
  'rounded-lg border border-line bg-raised p-1 text-14 shadow-float outline-none ' +
  'transition-opacity duration-150 ease-out data-ending-style:opacity-0 data-starting-style:opacity-0'

export const menuItemLook =
  'flex h-9 w-full cursor-pointer select-none items-center gap-2 rounded-sm px-2 outline-none data-highlighted:bg-hover'
