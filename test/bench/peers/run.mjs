// Measures `sizes` or `models`, and prints the result as JSON.
import { compareModels } from './models.mjs';
import { compareSizes } from './sizes.mjs';

const measure = { sizes: compareSizes, models: compareModels }[process.argv[2]];
console.log(JSON.stringify(await measure()));
