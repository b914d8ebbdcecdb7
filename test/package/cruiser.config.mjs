export { configuration as default } from './cruiser.ts';
