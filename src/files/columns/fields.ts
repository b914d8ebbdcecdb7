/** What a column of a file can hold. */
export type StockField =
  | 'variantId'
  | 'sku'
  | 'handle'
  | 'option1'
  | 'option2'
  | 'option3'
  | 'locationId'
  | 'location'
  | 'onHand'
  | 'available'
  | 'key';

/**
 * The usual names of each column, in small letters and without blanks, `_`, `-` and `.`. Our own names
 * come first, then what English-speaking warehouses and the merchants' export call them. Other
 * languages are not guessed: a word may mean another quantity there.
 */
export const FIELDS: Readonly<Record<StockField, readonly string[]>> = {
  variantId: ['variantid', 'variant'],
  sku: ['sku', 'variantsku', 'itemsku', 'skucode'],
  handle: ['handle', 'producthandle'],
  option1: ['option1value', 'option1'],
  option2: ['option2value', 'option2'],
  option3: ['option3value', 'option3'],
  locationId: ['locationid', 'warehouseid'],
  location: ['location', 'locationname', 'warehouse', 'warehousename'],
  onHand: [
    'onhand',
    'qty',
    'quantity',
    'count',
    'counted',
    'stock',
    'stockonhand',
    'quantityonhand',
    'qtyonhand',
    'onhandquantity',
    'qoh',
  ],
  available: [
    'available',
    'availablequantity',
    'quantityavailable',
    'qtyavailable',
    'availableqty',
  ],
  key: ['key', 'idempotencykey'],
};

/** What a number is called in a file of moves, besides. */
export const MOVE_NAMES: readonly string[] = [
  'change',
  'delta',
  'adjustment',
  'difference',
  'by',
  'byonhand',
  'movement',
];

/** Words of other languages, for the line that a refusal suggests; never taken unasked. */
export const HINTS: Readonly<Partial<Record<StockField, RegExp>>> = {
  sku: /^(artikel|art|item|product|ref|code|numero|codigo|codice|articulo|articolo|barcode|ean|upc|part|货号|品番)|sku/,
  location:
    /^(lager|filiale|standort|store|site|depot|entrepot|magasin|almacen|magazzino|ubicacion|bodega|branch|仓库|倉庫)|warehouse|location/,
  onHand:
    /^(bestand|menge|anzahl|ist|istbestand|quantite|stock|cantidad|existencias|quantita|giacenza|aantal|voorraad|units|pcs|pieces|inventory|amount|zugang|abgang|bewegung|库存|数量|在庫)|onhand|qty|quantity/,
};

/** Columns that hold something else, by their names: a refusal suggests none of them. */
export const NO_HINTS =
  /committed|reserved|allocated|incoming|onorder|unavailable|damaged|price|cost|title|^name$|(item|product|artikel)name|description|option|date|time|type|vendor|status|published|note|comment|weight|image|^hs|^coo$|^bin/;
