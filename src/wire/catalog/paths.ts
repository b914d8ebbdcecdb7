/** [D] The path of the warehouses; one of them, and `count`, stand behind it. */
export function locationsPath(apiVersion: string): string {
  return `/api/${apiVersion}/shops/locations`;
}

/** [D] The path of the products. */
export function productsPath(apiVersion: string): string {
  return `/api/${apiVersion}/products`;
}

/** [A] The path of a product's variants: [D] a `POST` makes one there. */
export function productVariantsPath(apiVersion: string, productId: string): string {
  return `${productsPath(apiVersion)}/${encodeURIComponent(productId)}/variants`;
}

/** [D] What a token may do. [A] Below `/api`, like all that is not said to be elsewhere. */
export function accessScopesPath(apiVersion: string): string {
  return `/api/${apiVersion}/oauth2/access_scopes`;
}
