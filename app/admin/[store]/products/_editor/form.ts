/** The product form's state: texts as they are typed. Turned into the action's input only when it is saved. */
import { rowsFor } from '@/lib/catalog/combinations'
import type { ProductInput } from '@/lib/catalog/inputs'
import type { ImageRef, ProductView } from '@/lib/catalog/types'
import { toDecimalString } from '@/lib/money'

export interface FormVariant {
  id: number | null
  /** One for each option, in order. */
  values: string[]
  price: string
  compareAt: string
  sku: string
  grams: string
  requiresShipping: boolean
  taxable: boolean
  tracked: boolean
  policy: 'deny' | 'continue'
  /** What the store had when the form was filled. */
  stockShown: number
  stock: string
}

export interface FormOption {
  /** Stays while the name is typed. */
  uid: number
  name: string
  values: string[]
  swatches?: Record<string, string>
}

export interface ProductForm {
  id: number | null
  version: number | null
  title: string
  descriptionHtml: string
  seoDescription: string
  vendor: string
  productType: string
  /** Separated by commas. */
  tags: string
  status: 'draft' | 'active' | 'archived'
  handle: string
  images: ImageRef[]
  options: FormOption[]
  variants: FormVariant[]
}

const FIRST_VARIANT: FormVariant = {
  id: null,
  values: [],
  price: '',
  compareAt: '',
  sku: '',
  grams: '0',
  requiresShipping: true,
  taxable: true,
  tracked: true,
  policy: 'deny',
  stockShown: 0,
  stock: '0',
}

export function emptyForm(): ProductForm {
  return {
    id: null,
    version: null,
    title: '',
    descriptionHtml: '',
    seoDescription: '',
    vendor: '',
    productType: '',
    tags: '',
    status: 'draft',
    handle: '',
    images: [],
    options: [],
    variants: [FIRST_VARIANT],
  }
}

export function formOf(product: ProductView, currency: string): ProductForm {
  const { id, version, title, descriptionHtml, seoDescription, vendor, productType, status, handle, images } = product
  return {
    ...{ id, version, title, descriptionHtml, seoDescription, vendor, productType, status, handle, images },
    tags: product.tags.join(', '),
    options: product.options.map((option, uid) => ({ ...option, uid })),
    variants: product.variants.map((variant) => ({
      id: variant.id,
      values: product.options.map((option) => variant.optionValues[option.name] ?? ''),
      price: toDecimalString(variant.priceMinor, currency),
      compareAt: variant.compareAtMinor === null ? '' : toDecimalString(variant.compareAtMinor, currency),
      sku: variant.sku ?? '',
      grams: String(variant.grams),
      requiresShipping: variant.requiresShipping,
      taxable: variant.taxable,
      tracked: variant.tracked,
      policy: variant.policy,
      stockShown: variant.available,
      stock: String(variant.available),
    })),
  }
}

export function inputOf(form: ProductForm): ProductInput {
  return {
    ...form,
    tags: form.tags
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
    options: form.options.map(({ name, values, swatches }) => ({ name, values, swatches })),
    variants: form.variants.map(({ tracked, policy, stock, stockShown, grams, ...variant }) => ({
      ...variant,
      grams: grams.trim() === '' ? 0 : Number(grams),
      stock: { tracked, policy, shown: stockShown, wanted: tracked ? Number(stock) : stockShown },
    })),
  }
}

/** The form with other options: its variants are the combinations, and keep what was typed for those that stay. */
export function withOptions(form: ProductForm, options: FormOption[], removed?: number): ProductForm {
  const rows =
    removed === undefined
      ? form.variants
      : form.variants.map((row) => ({ ...row, values: row.values.filter((_, index) => index !== removed) }))
  const lists = options.filter((option) => option.values.length > 0).map((option) => option.values)
  const variants = rowsFor(lists, rows, (from, values) => ({
    ...(from ?? FIRST_VARIANT),
    id: null,
    sku: '',
    stockShown: 0,
    stock: '0',
    values,
  }))
  return { ...form, options, variants }
}
