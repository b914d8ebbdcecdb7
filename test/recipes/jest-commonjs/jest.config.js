// The package and what it stands on are ES modules, which jest cannot load by `require` on Node 22.
const modules = ['genstore-inventory', 'ky', 'zod'];
const babel = { plugins: ['@babel/plugin-transform-modules-commonjs'] };

module.exports = {
  transform: { '\\.m?js$': ['babel-jest', babel] },
  transformIgnorePatterns: [`/node_modules/(?!(${modules.join('|')})/)`],
};
