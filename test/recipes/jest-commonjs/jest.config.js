// The package and what it stands on are ES modules: Node 22 cannot load them by `require` inside jest.
const modules = ['genstore-inventory', 'ky', 'zod'];
const babel = { plugins: ['@babel/plugin-transform-modules-commonjs'] };

module.exports = {
  transform: { '\\.m?js$': ['babel-jest', babel] },
  transformIgnorePatterns: [`/node_modules/(?!(${modules.join('|')})/)`],
};
