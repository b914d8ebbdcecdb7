// Measures `sizes`, `models` or `reducers`, and prints the result as JSON.
import { compareModels, compareReducers } from './models.mjs';
import { compareSizes } from './sizes.mjs';

const measure = { sizes: compareSizes, models: compareModels, reducers: compareReducers }[
  process.argv[2]
];
console.log(JSON.stringify(await measure()));
