// jsdom takes Node's fetch away, and jest-fixed-jsdom brings it back. msw 3 cannot be transformed to
// CommonJS, so jest runs ES modules as they are.
export default { testEnvironment: 'jest-fixed-jsdom', transform: {} };
